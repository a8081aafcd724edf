package org.aistack.rag.ingest.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFShape;
import org.apache.poi.xssf.usermodel.XSSFSimpleShape;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Excel workbooks, row by row with the true number of every row and column. */
final class Workbooks {

    static final Set<String> TYPES = Set.of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-excel.template.macroenabled.12");

    private Workbooks() {}

    /** Whether the workbook was read; false when it is of a dialect that only the general parser knows. */
    static boolean read(Path file, BlockWriter blocks) throws IOException, SAXException {
        try (OPCPackage pack = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            var reader = new XSSFReader(pack);
            var strings = new ReadOnlySharedStringsTable(pack);
            var sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
            while (sheets.hasNext()) {
                try (InputStream sheet = sheets.next()) {
                    String name = sheets.getSheetName();
                    blocks.heading(1, name);
                    blocks.table(name);
                    var rows = new Rows(blocks);
                    var handler = new XSSFSheetXMLHandler(
                            reader.getStylesTable(),
                            sheets.getSheetComments(),
                            strings,
                            rows,
                            new DataFormatter(),
                            false);
                    XMLReader xml = XMLHelper.newXMLReader();
                    xml.setContentHandler(handler);
                    xml.parse(new InputSource(sheet));
                    blocks.endOfTable();
                    rows.notes(sheets.getShapes());
                }
            }
            return true;
        } catch (OpenXML4JException | POIXMLException | javax.xml.parsers.ParserConfigurationException e) {
            return false;
        } catch (Rows.Broken e) {
            throw (SAXException) e.getCause();
        }
    }

    /** Tells rows as they come. */
    private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {

        /** The handler's methods declare nothing. */
        static final class Broken extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Broken(SAXException cause) {
                super(cause);
            }
        }

        private final BlockWriter blocks;
        private final List<String> cells = new ArrayList<>();
        private final List<String> comments = new ArrayList<>();

        Rows(BlockWriter blocks) {
            this.blocks = blocks;
        }

        @Override
        public void startRow(int row) {
            cells.clear();
        }

        @Override
        public void cell(String place, String value, XSSFComment comment) {
            int column = place == null ? cells.size() : new CellReference(place).getCol();
            while (cells.size() < column) {
                cells.add("");
            }
            if (cells.size() == column) {
                cells.add(value == null ? "" : value);
            }
            if (comment != null && comment.getString() != null) {
                comments.add(place + ": " + comment.getString().getString());
            }
        }

        @Override
        public void endRow(int row) {
            try {
                blocks.row(row + 1, cells);
            } catch (SAXException e) {
                throw new Broken(e);
            }
        }

        /** What is written beside the cells: comments and the texts of shapes. */
        void notes(List<XSSFShape> shapes) throws SAXException {
            for (String comment : comments) {
                blocks.paragraph(comment);
            }
            if (shapes == null) {
                return;
            }
            for (XSSFShape shape : shapes) {
                if (shape instanceof XSSFSimpleShape simple && !simple.getText().isBlank()) {
                    blocks.paragraph(simple.getText());
                }
            }
        }
    }
}
