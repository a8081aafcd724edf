package org.aistack.kernel.backup.internal.shell;

import java.util.Locale;
import org.aistack.kernel.backup.internal.Backups;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Which backups there are. */
@Service
@Command(scope = "kernel", name = "backups", description = "Lists the backups in the folder of the settings")
public final class BackupsCommand implements Action {

    @Reference
    private Backups backups;

    @Override
    public Object execute() {
        var table = new ShellTable();
        table.column("Backup");
        table.column("Version");
        table.column("Rows").alignRight();
        table.column("Files").alignRight();
        table.column("MB").alignRight();
        table.column("Keys");
        for (Manifest backup : backups.list()) {
            table.addRow()
                    .addContent(
                            backup.id(),
                            backup.productVersion(),
                            backup.rows(),
                            backup.files(),
                            String.format(Locale.ROOT, "%.1f", backup.bytes() / 1e6),
                            backup.keysIncluded() ? "sealed" : "no");
        }
        table.print(System.out);
        return null;
    }
}
