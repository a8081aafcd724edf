package org.aistack.rag.ingest.internal.view;

import java.util.List;
import java.util.regex.Pattern;
import org.aistack.kernel.Check;
import org.aistack.rag.ingest.internal.IngestError;

/** Who may read and write: principals such as {@code user:<id>}, {@code role:<name>}, {@code everyone}. */
public record Acl(List<String> read, List<String> write) {

    private static final int MOST = 200;
    private static final Pattern PRINCIPAL = Pattern.compile("everyone|(?:user|role|group|tenant):\\S{1,150}");

    public Acl {
        read = read == null ? List.of() : read.stream().distinct().toList();
        write = write == null ? List.of() : write.stream().distinct().toList();
        Check check = Check.that().items("/read", read, MOST).items("/write", write, MOST);
        principals(check, "/read/", read);
        principals(check, "/write/", write);
        check.done();
    }

    private static void principals(Check check, String pointer, List<String> principals) {
        for (int i = 0; i < principals.size(); i++) {
            String principal = principals.get(i);
            if (principal == null || !PRINCIPAL.matcher(principal).matches()) {
                check.fail(pointer + i, IngestError.BAD_PRINCIPAL, String.valueOf(principal));
            }
        }
    }
}
