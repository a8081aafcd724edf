package org.aistack.rag.ingest.internal.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Real files of several formats, made when they are needed. */
final class Samples {

    private Samples() {}

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    static byte[] pdf(String password, String... pages) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            for (String text : pages) {
                var page = new PDPage();
                document.addPage(page);
                try (var stream = new PDPageContentStream(document, page)) {
                    stream.beginText();
                    stream.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    stream.newLineAtOffset(60, 700);
                    stream.showText(text);
                    stream.endText();
                }
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    static byte[] docx() throws IOException {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            var styles = document.createStyles();
            var style = org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle.Factory.newInstance();
            style.setStyleId("Heading1");
            style.addNewName().setVal("heading 1");
            styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
            var heading = document.createParagraph();
            heading.setStyle("Heading1");
            heading.createRun().setText("采购付款制度");
            document.createParagraph().createRun().setText("付款期限为验收后三十天。");
            XWPFTable table = document.createTable(3, 2);
            String[][] cells = {{"项目", "金额"}, {"水泵", "1200"}, {"阀门", "80"}};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 2; c++) {
                    table.getRow(r).getCell(c).setText(cells[r][c]);
                }
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    static byte[] sheet(boolean old) throws IOException {
        try (Workbook book = old ? new HSSFWorkbook() : new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var sheet = book.createSheet("Prices");
            Object[][] rows = {
                {"article", "price", "note"}, {"bolt M8", 0.14, null}, null, {"washer", null, "on request"}
            };
            for (int r = 0; r < rows.length; r++) {
                if (rows[r] != null) {
                    var row = sheet.createRow(r);
                    for (int c = 0; c < 3; c++) {
                        if (rows[r][c] instanceof Double number) {
                            row.createCell(c).setCellValue(number);
                        } else if (rows[r][c] != null) {
                            row.createCell(c).setCellValue((String) rows[r][c]);
                        }
                    }
                }
            }
            book.createSheet("Second").createRow(0).createCell(0).setCellValue("zanzibar");
            book.write(out);
            return out.toByteArray();
        }
    }

    static byte[] pptx(String... slides) throws IOException {
        try (var show = new XMLSlideShow();
                var out = new ByteArrayOutputStream()) {
            for (String text : slides) {
                show.createSlide().createTextBox().setText(text);
            }
            show.write(out);
            return out.toByteArray();
        }
    }

    static byte[] locked(byte[] office) throws Exception {
        try (var files = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream stream = encryptor.getDataStream(files)) {
                stream.write(office);
            }
            files.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    /** A text of zeros, 1000 times smaller when compressed. */
    static byte[] bomb(int megabytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            byte[] some = "0".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                zip.write(some);
            }
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }
}
