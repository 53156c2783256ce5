using System.Globalization;
using System.Text;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Reports;

namespace FundLedger.Web.Asking;

/// <summary>Draws what is to be published: the reports in which nobody's name stands, and words.</summary>
internal static class DisclosureDrawing
{
    internal const string Announcement = NewDisclosureFile.Announcement;

    /// <summary>Reports of figures, funds and organisations; those that list gifts or lines are for people who are signed in.</summary>
    internal static IReadOnlyList<ReportKind> Kinds { get; } =
        [.. new[] { "balance-sheet", "activities", "cash-flows", "fund-balances", "fund-tree", "fund-sources", "seed-money-use", "matching-summary", "grant-register" }.Select(code => ReportKind.Find(code)!)];

    internal static Bilingual NameOf(string report) => report == Announcement ? DisclosureNames.Announcement : ReportKind.Find(report)?.Name ?? Bilingual.Same(report);

    /// <summary>Reports that are drawn where nobody says which: the usual ones, unless words are what is told.</summary>
    internal static IReadOnlyList<string> UnlessSaid(DisclosureItem item, string words) => words.Length > 0 ? [] : UsualFor(item);

    /// <summary>Reports chosen unless somebody chooses others: what the duty is about.</summary>
    internal static IReadOnlyList<string> UsualFor(DisclosureItem item) => item.Rule switch
    {
        "annual" => ["balance-sheet", "activities", "cash-flows"],
        "major" or "related" => [],
        _ => ["fund-balances"],
    };

    /// <summary>Draws what is asked for and keeps it, to be read before it is published. What was prepared under the key already is not drawn again.</summary>
    internal static async Task<Outcome<DisclosurePrepared>> PrepareAsync(
        Database database, ReportIssuing issuing, Asked by, DisclosureItem item, IReadOnlyList<string> reports, string words, Language language, long now, CancellationToken stop)
    {
        var prepare = new PrepareDisclosure(database);
        if (await database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, by.Key), stop))
            return await prepare.RunAsync(by, new NewDraft(item.Key, [.. reports.Distinct().Select(code => new NewDisclosureFile(code, language, new Attachment(code, []))), .. WordsOf(words, language)], [], now, null), stop);
        await issuing.BeginAsync(stop);
        var drawn = await database.ReadAsync(async reader => await DrawAsync(
            reader, await Books.LoadAsync(reader), item, reports, words, language, now, (content, output) => issuing.WriteAsync(content, ReportFormat.Pdf, language, output)), stop);
        return drawn.IsDone(out var draft, out var refusal) ? await prepare.RunAsync(by, draft, stop) : refusal;
    }

    /// <param name="write">Writes a report as PDF, and keeps its hash among the files that were issued.</param>
    /// <param name="words">What is told beside the reports; empty for nothing.</param>
    /// <param name="now">In microseconds: what is known when only words are told.</param>
    internal static async Task<Outcome<NewDraft>> DrawAsync(
        LedgerReader reader, Books books, DisclosureItem item, IReadOnlyList<string> reports, string words, Language language, long now, Func<ReportContent, Stream, Task> write)
    {
        var today = Moments.DayInShanghai(now);
        if (item.Covers.First > today) return Refusal.Of("disclosure-early", "reports", $"所要公开的期间自 {item.Covers.First.ToIso()} 开始，还没有内容。", $"What is to be told begins on {item.Covers.First.ToIso()}: there is nothing to draw yet.");
        if (KeptText.Reason.RefusalFor(words, "words") is { } tooLong) return tooLong;
        var fund = item.Fund ?? books.Funds.FirstOrDefault(known => known.EntityId == item.Entity.Id && known.ParentId is null && known.Currency == item.Entity.Currency);
        var (files, figures, knownAt, checkpoint) = (new List<NewDisclosureFile>(), new List<DisclosureFigure>(), (long?)null, (long?)null);
        foreach (var code in reports.Distinct())
        {
            if (Kinds.FirstOrDefault(known => known.Code == code) is not { } kind) return Refusal.Of("disclosure-report", "reports", $"“{code}”不是可以公开的报表。", $"'{code}' is no report that may be published.");
            if (fund is null) return Refusal.Of("fund-missing", "reports", "会计主体还没有基金。", "The entity has no fund yet.");
            var span = new DateSpan(item.Covers.First, item.Covers.Last < today ? item.Covers.Last : today);
            if (!(await kind.Draw(reader, new ReportQuestion(kind, fund.Code, span, null, language) { IsOfEntity = item.Fund is null })).IsDone(out var content, out var refusal)) return refusal;
            if (FailedCheck.RefusalFor(content) is { } failed) return failed;
            using var pdf = new MemoryStream();
            await write(content, pdf);
            files.Add(new NewDisclosureFile(code, language, new Attachment($"{code}-{span.Last.ToIso()}.{language.TagOf()}.pdf", pdf.ToArray())));
            figures.AddRange(FiguresOf(code, content));
            (knownAt, checkpoint) = (knownAt ?? Moments.ToMicroseconds(content.Head.KnownAt), checkpoint ?? content.Head.Checkpoint?.Size);
        }

        return new NewDraft(item.Key, [.. files, .. WordsOf(words, language)], figures, knownAt ?? now, checkpoint);
    }

    /// <summary>What is told beside the reports, as a file; none where nothing is.</summary>
    private static IEnumerable<NewDisclosureFile> WordsOf(string words, Language language)
    {
        if (words.Trim().Length > 0) yield return new(Announcement, language, new Attachment($"announcement.{language.TagOf()}.txt", Encoding.UTF8.GetBytes(words.Trim().ToNfc() + "\n")));
    }

    /// <summary>Amounts and counts that the report exists for.</summary>
    private static IEnumerable<DisclosureFigure> FiguresOf(string code, ReportContent content) => content.Facts.Where(fact => fact.Value.Kind is CellKind.Amount or CellKind.Integer).Select(fact => new DisclosureFigure(
        code, fact.Key, fact.Label.Zh, fact.Label.En, fact.Value.Kind == CellKind.Amount ? fact.Value.Amount.ToGroupedText() : fact.Value.Integer.ToString(CultureInfo.InvariantCulture)));
}
