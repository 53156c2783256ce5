using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>An entry as <c>journal show</c> prints it; the names of people are masked.</summary>
internal sealed record EntryShown(
    EntryId Entry, string Entity, string Kind, DateOnly On, string RecordedAt, string DocumentType, string DocumentId, string Actor, string OperationKey,
    EntryId? Reverses, EntryId? RelatesTo, string? Text, string Hash, IReadOnlyList<EntryShown.Line> Lines, IReadOnlyList<EntryShown.AttachedFile> Files)
{
    internal sealed record Line(int No, string Account, Bilingual AccountName, Layer Layer, string Fund, string Source, string Subject, Money Amount);

    internal sealed record AttachedFile(string Name, long SizeBytes, string Sha256);

    internal static async Task<EntryShown?> FindAsync(LedgerReader reader, EntryId id, Books books)
    {
        if (await JournalReading.FindAsync(reader, id, books) is not { } entry) return null;
        var text = await JournalReading.TextAsync(reader, id);
        var files = await Attachments.ListAsync(reader, Attachments.ReferrerOf(id));
        return new EntryShown(
            id, entry.Entity.Code, entry.Kind.Code, entry.OccurredOn, Moments.ToIso(entry.RecordedAt), entry.Document.Type, entry.Document.Id, entry.Actor, entry.OperationKey,
            entry.Reverses, entry.RelatesTo, text is null ? null : Masking.MaskedText(text, entry.Kind, await DonorList.IsAnonymousAsync(reader, id)), Convert.ToHexStringLower(entry.Hash),
            LinesOf(entry), [.. files.Select(file => new AttachedFile(file.FileName, file.SizeBytes, Convert.ToHexStringLower(file.Sha256)))]);
    }

    /// <summary>What a dry run says of an entry.</summary>
    internal static object Planned(PostedEntry entry) => new { Kind = entry.Kind.Code, On = entry.OccurredOn, entry.Reverses, entry.RelatesTo, Lines = LinesOf(entry) };

    internal static void PrintPlanned(Shell shell, TextWriter to, PostedEntry entry)
    {
        to.WriteLine($"{entry.OccurredOn.ToIso()}  {shell.In(entry.Kind.Name)}");
        PrintLines(shell, to, LinesOf(entry));
    }

    internal static void Print(Shell shell, TextWriter to, EntryShown entry)
    {
        var kind = EntryKind.Of(entry.Kind).Name;
        to.WriteLine(shell.In($"分录 {entry.Entry}  {entry.On.ToIso()}  {kind.Zh}  （会计主体 {entry.Entity}）", $"Entry {entry.Entry}  {entry.On.ToIso()}  {kind.En}  (entity {entry.Entity})"));
        foreach (var (name, value) in Facts(shell, entry).Where(fact => fact.Value.Length > 0)) to.WriteLine($"{name}{shell.In("：", ": ")}{value}");
        PrintLines(shell, to, entry.Lines);
        foreach (var file in entry.Files) to.WriteLine(shell.In($"附件：{file.Name}（{file.SizeBytes:N0} 字节，{file.Sha256}）", $"File: {file.Name} ({file.SizeBytes:N0} bytes, {file.Sha256})"));
    }

    private static IReadOnlyList<Line> LinesOf(PostedEntry entry) =>
        [.. entry.Lines.Select(line => new Line(line.LineNo, line.Account.Code, line.Account.Name, line.Account.Layer, line.Fund.Code, line.Source.Code, line.Subject, line.Amount))];

    private static void PrintLines(Shell shell, TextWriter to, IReadOnlyList<Line> lines) =>
        TextTable.Write(
            to, ["", shell.In("科目", "Account"), shell.In("基金", "Fund"), shell.In("来源", "Source"), shell.In("事项", "Subject"), shell.In("借方", "Debit"), shell.In("贷方", "Credit")],
            [.. lines.Select(line => new[]
            {
                $"{line.No}", $"{line.Account} {shell.In(line.AccountName)}", line.Fund, line.Source, line.Subject,
                line.Amount.IsPositive ? line.Amount.ToGroupedText() : "", line.Amount.IsNegative ? (-line.Amount).ToGroupedText() : "",
            })], rightAligned: [5, 6]);

    private static (string Name, string Value)[] Facts(Shell shell, EntryShown entry) =>
    [
        (shell.In("凭据", "Document"), $"{entry.DocumentType} {entry.DocumentId}".Trim()),
        (shell.In("文字", "Text"), entry.Text?.ReplaceLineEndings(" / ") ?? ""),
        (shell.In("冲销分录", "Reverses entry"), $"{entry.Reverses}"),
        (shell.In("相关分录", "Relates to entry"), $"{entry.RelatesTo}"),
        (shell.In("记录时间", "Recorded at"), entry.RecordedAt),
        (shell.In("经办", "Actor"), entry.Actor),
        (shell.In("操作编号", "Operation key"), entry.OperationKey),
        (shell.In("校验值", "Hash"), entry.Hash),
    ];
}
