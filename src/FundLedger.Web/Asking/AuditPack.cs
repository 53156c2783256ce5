using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Pages;

namespace FundLedger.Web.Asking;

/// <summary>Everything an auditor asks of a fund and a year, as one document, drawn from one view of the books.</summary>
internal static class AuditPack
{
    /// <summary>Stands in addresses and file names; never changes.</summary>
    internal const string Code = "audit-pack";

    /// <summary>A part that can be asked for by itself as well.</summary>
    /// <param name="Code">Stands in commands and addresses; never changes.</param>
    internal sealed record Part(string Code, Bilingual Name, Func<LedgerReader, string, DateSpan, long?, Task<Outcome<ReportContent>>> Draw);

    /// <summary>Registers of a fund and those below it over some days.</summary>
    internal static IReadOnlyList<Part> Registers { get; } =
    [
        new("fund-sources", new("基金来源表：每个基金每个来源的钱", "Funds by source: every source's money in every fund"), (reader, fund, span, known) => FundTreeFigures.OfAsync(reader, fund, span, known).Then(FundSourcesContent.Of)),
        new("seed-money-use", new("种子资金使用表：按拨款文件", "Use of seed money, by appropriation"), (reader, fund, span, known) => EventRegisters.SeedUseAsync(reader, fund, span, known).Then(SeedUseContent.Of)),
        new("matching-summary", new("配比汇总表：按基金", "Matching, fund by fund"), (reader, fund, span, known) => EventRegisters.MatchingAsync(reader, fund, span, known).Then(MatchingSummaryContent.Of)),
        new("grant-register", new("资助登记簿：立项与批次", "Register of grants: awards and tranches"), (reader, fund, span, known) => GrantRegisters.OfAsync(reader, fund, span, known).Then(GrantRegisterContent.Of)),
        new("donation-register", new("捐赠登记簿，姓名遮盖", "Register of donations, names masked"), (reader, fund, span, known) => GiftRegisters.OfAsync(reader, fund, span, known).Then(GiftRegisterContent.Of)),
        new("in-kind-register", new("实物捐赠登记簿", "Register of gifts in kind"), (reader, fund, span, known) => EventRegisters.InKindAsync(reader, fund, span, known).Then(EventRegisterContent.OfInKind)),
        new("related-parties", new("关联方登记簿", "Register of related parties"), (reader, fund, span, known) => EventRegisters.RelatedPartiesAsync(reader, fund, span, known).Then(RelatedPartyContent.Of)),
        new("approval-register", new("复核登记簿：提出、同意、驳回", "Register of approvals: asked, agreed, refused"), async (reader, fund, span, known) =>
        {
            var who = await WhoIs.LoadAsync(reader);
            return await EventRegisters.ApprovalsAsync(reader, fund, span, known).Then(done => ApprovalRegisterContent.Of(done, KnownKinds.NameOf, who.NameOf));
        }),
        new("period-register", new("结账登记簿：结账与反结账", "Register of months closed and opened again"), async (reader, fund, span, known) =>
        {
            var who = await WhoIs.LoadAsync(reader);
            return await EventRegisters.PeriodsAsync(reader, fund, span, known).Then(done => PeriodRegisterContent.Of(done, who.NameOf));
        }),
        new("reversal-register", new("红冲登记簿", "Register of reversals"), (reader, fund, span, known) => EventRegisters.ReversalsAsync(reader, fund, span, known).Then(EventRegisterContent.OfReversals)),
        new("disclosure-register", new("信息公开登记簿：到期、公开、更正", "Register of disclosures: due, published, corrected"), (reader, fund, span, known) => DisclosureRegisters.OfAsync(reader, fund, span, known).Then(DisclosureRegisterContent.Of)),
        new("journal-listing", new("序时账：逐行列出全部分录", "Journal listing: every line of every entry"), (reader, fund, span, known) => JournalListings.OfAsync(reader, fund, span, known).Then(JournalListingContent.Of)),
        new("proof-page", new("封存与证明：检查点、密钥、核对方法", "Checkpoint and proof: the keys, and how to check"), (reader, fund, span, known) => EventRegisters.ProofAsync(reader, fund, span, known).Then(ProofPageContent.Of)),
    ];

    /// <param name="year">A calendar year.</param>
    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    internal static async Task<Outcome<ReportPack>> OfAsync(LedgerReader reader, string fundCode, int year, long? knownAt)
    {
        if (!LastDayOf(year).IsDone(out var last, out var refusal)) return refusal;
        var span = new DateSpan(new DateOnly(year, 1, 1), last);
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out refusal)) return refusal;
        var (parts, whole) = (new List<PackPart>(), new StatutoryScope(Fund: fundCode, IsOfEntity: true));
        Refusal? first = null;
        void Add(Outcome<ReportContent> drawn, string key, string suffix = "")
        {
            if (!drawn.IsDone(out var content, out var no)) first ??= no;
            else first ??= FailedCheck.RefusalFor(content);
            if (content is not null) parts.Add(new PackPart(key, new(content.Title.Zh + suffix, content.Title.En + suffix), content));
        }

        async Task AddRegisterAsync(string code) => Add(await Registers.Single(part => part.Code == code).Draw(reader, fundCode, span, knownAt), code);

        // A fund in another currency than its entity's has no place in the entity's statements; its own stand here then.
        if (fund.Currency != books.Entity(fund.EntityId).Currency) whole = new StatutoryScope(Fund: fundCode);
        Add(await StatutoryFigures.BalanceSheetAsync(reader, whole, last, knownAt).Then(BalanceSheetContent.Of), "balance-sheet");
        Add(await StatutoryFigures.ActivitiesAsync(reader, whole, last, knownAt).Then(ActivityStatementContent.Of), "activities");
        Add(await StatutoryFigures.CashFlowsAsync(reader, whole, last, knownAt).Then(CashFlowContent.Of), "cash-flows");
        await AddRegisterAsync("fund-sources");
        Add(await FundTreeFigures.OfAsync(reader, fundCode, span, knownAt).Then(FundTreeContent.Of), "fund-tree");
        foreach (var code in new[] { "seed-money-use", "matching-summary", "grant-register" }) await AddRegisterAsync(code);
        foreach (var (below, content) in await TaperAsync(reader, books, fund, last, knownAt)) Add(content, $"taper-{parts.Count}", below == fund ? "" : $" · {below.Name}");
        foreach (var code in new[] { "donation-register", "in-kind-register", "related-parties", "approval-register", "period-register", "reversal-register", "journal-listing", "proof-page" }) await AddRegisterAsync(code);
        if (first is not null) return first;
        var head = parts.Single(part => part.Key == "journal-listing").Content.Head;
        return new ReportPack(
            "auditPack", new($"{year} 年度审计资料", $"Audit pack {year}"), head,
            [new("from", new("起始日", "From"), Cell.Of(span.First), FactPlace.Title), new("to", new("截止日", "To"), Cell.Of(span.Last), FactPlace.Title), new("partCount", new("部分", "Parts"), Cell.Of(parts.Count), FactPlace.Title)],
            [
                new("本卷由账簿自动编成，各部分取自账簿的同一时点。会计报表为整个会计主体，其余部分为本基金及其下级基金。", "This pack was drawn from the books as known at one moment. The statements are of the whole entity; everything else is of this fund and those below it."),
                new("每张表的合计之下列有它通过的核对。账簿的封存、签署与核对方法见最后一部分。", "Below the totals of each table stand the checks they passed. The last part has the seals and signatures of the books, and how to check them."),
            ],
            parts);
    }

    /// <summary>How many rows a writer of the pack will walk, for progress: those of the tables that are read as they are written.</summary>
    internal static long RowsOf(ReportPack pack) => pack.Parts.Sum(part => Streamed(part.Content).Any() ? part.Content.Facts.FirstOrDefault(fact => fact.Key == "lineCount")?.Value.Integer ?? 0 : 0);

    /// <summary>The same pack, telling how many of those rows were walked so far.</summary>
    internal static ReportPack Watched(ReportPack pack, IProgress<long> progress)
    {
        var walked = 0L;
        return pack with { Parts = [.. pack.Parts.Select(part => part with { Content = Watched(part.Content, () => progress.Report(++walked)) })] };
    }

    /// <summary>The same report, telling of each line of the tables that are read as they are written.</summary>
    internal static ReportContent Watched(ReportContent content, Action saw) => content with
    {
        Sections = [.. content.Sections.Select(section => section is TableSection table and { Rows: not IReadOnlyCollection<Row> } ? table with { Rows = new Watching(table.Rows, saw) } : section)],
    };

    private static IEnumerable<TableSection> Streamed(ReportContent content) => content.Sections.OfType<TableSection>().Where(table => table.Rows is not IReadOnlyCollection<Row>);

    private static async Task<IReadOnlyList<(Fund Fund, Outcome<ReportContent> Content)>> TaperAsync(LedgerReader reader, Books books, Fund top, DateOnly last, long? knownAt)
    {
        var found = new List<(Fund, Outcome<ReportContent>)>();
        foreach (var (fund, _) in FundTree.From(top, books.Funds.Where(fund => fund.Currency == top.Currency)))
        {
            var report = await TaperFigures.OfAsync(reader, fund.Code, null, last, knownAt);
            if (!report.IsDone(out var done, out var refusal)) found.Add((fund, refusal));
            else if (done.Plans.Count > 0) found.Add((fund, TaperReportContent.Of(done)));
        }

        if (found.Count == 0) found.Add((top, await TaperFigures.OfAsync(reader, top.Code, null, last, knownAt).Then(TaperReportContent.Of)));
        return found;
    }

    internal static Outcome<DateOnly> LastDayOf(int year) => year is >= 1900 and < 9000 ? new DateOnly(year, 12, 31) : Refusal.Of("date-range", "year", "年度应在 1900 年至 8999 年之间。", "Years lie between 1900 and 8999.");

    private sealed class Watching(IEnumerable<Row> rows, Action saw) : IEnumerable<Row>
    {
        public IEnumerator<Row> GetEnumerator()
        {
            foreach (var row in rows)
            {
                if (row.Kind == RowKind.Line) saw();
                yield return row;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
