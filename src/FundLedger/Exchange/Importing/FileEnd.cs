namespace FundLedger.Exchange.Importing;

/// <summary>The mark that only the last row of a whole journal carries, so that a file cut off between two rows is not taken for a whole one.</summary>
internal static class FileEnd
{
    internal static Refusal? RefusalFor(IReadOnlyList<FileRow> rows, bool isLast)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var isEnd = isLast && i == rows.Count - 1;
            var mark = rows[i][JournalColumn.FileEnd];
            if (mark == (isEnd ? JournalColumns.WholeJournal : "")) continue;
            Refuse(rows[i], mark, isEnd);
            return rows[i].Refusal;
        }

        return null;
    }

    private static void Refuse(FileRow row, string mark, bool isEnd)
    {
        if (mark == JournalColumns.Extract)
            row.Refuse(JournalColumn.FileEnd, "这是按条件导出的部分分录，不是整个账本，不能导入。", "this is an extract of the journal; only a whole one can be imported.");
        else if (isEnd)
            row.Refuse(JournalColumn.FileEnd, $"这是文件的最后一行，应有结束标记“{JournalColumns.WholeJournal}”：文件被截断，后面缺少分录。", $"this is the last row and does not end with '{JournalColumns.WholeJournal}': the file was cut off and entries are missing.");
        else
            row.Refuse(JournalColumn.FileEnd, $"“{mark}”不应在此：后面还有分录。", $"'{mark}' should not stand here: more entries follow.");
    }
}
