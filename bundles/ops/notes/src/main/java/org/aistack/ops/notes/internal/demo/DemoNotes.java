package org.aistack.ops.notes.internal.demo;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.catalog.DemoData;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.internal.NoteFilters;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Twelve notes in both languages. Their codes tell whether they are there already. */
@Component
public final class DemoNotes implements DemoData {

    private static final List<NoteContent> NOTES = List.of(
            note(1, "欢迎使用便签", "把值得记住的事写下来，全队都能找到。", "入门"),
            note(2, "Welcome to notes", "Write down what is worth remembering; the whole team can find it.", "start"),
            note(3, "付款期限", "供应商货款在验收后三十天内支付，逾期须经财务批准。", "财务", "采购"),
            note(4, "Payment terms", "Suppliers are paid thirty days after acceptance.", "finance", "procurement"),
            note(5, "仓库盘点", "每月最后一个星期五盘点，冷库上午，常温库下午。", "仓库"),
            note(6, "Stock count", "Counting happens on the last Friday of the month.", "warehouse"),
            note(7, "设备保养", "三号压机每两百小时更换一次液压油。", "设备"),
            note(8, "Press maintenance", "Change the hydraulic oil of press 3 every 200 hours.", "equipment"),
            note(9, "客户来访", "接待客户前先在前台登记，实验室禁止拍照。", "客户"),
            note(10, "Customer visits", "Visitors register at the desk; no photographs in the lab.", "customers"),
            note(11, "备份", "数据库每晚两点备份，每月演练一次恢复。", "运维"),
            note(
                    12,
                    "Backups",
                    "The database is saved at two every night; a restore is rehearsed monthly.",
                    "operations"));

    private final Notes notes;

    @Activate
    public DemoNotes(@Reference Notes notes) {
        this.notes = notes;
    }

    @Override
    public String capability() {
        return NotesCapability.ID;
    }

    @Override
    public int load() {
        int made = 0;
        for (NoteContent note : NOTES) {
            var same = ListRequest.of(NoteFilters.SPEC, Map.of("code", List.of(note.code())));
            if (notes.list(same).items().isEmpty()) {
                notes.create(note);
                made++;
            }
        }
        return made;
    }

    private static NoteContent note(int number, String title, String body, String... tags) {
        return new NoteContent("demo-" + number, title, body, List.of(tags), number <= 2, Audience.EVERYONE);
    }
}
