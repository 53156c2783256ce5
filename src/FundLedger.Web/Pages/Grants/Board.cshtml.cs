using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reports.Charts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.SigningIn;
using FundLedger.Worklist;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Grants;

/// <summary>Where all grants stand, or those of one round: counts and money by stage, and what was awarded, paid and is left, by programme and by source.</summary>
[Needs(Permission.ReadLedger)]
public sealed class BoardModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    /// <summary>Parts of a bar, with the class each is drawn in.</summary>
    internal static readonly IReadOnlyList<(string Class, Bilingual Name)> Parts = [("use-spent", new("已支付", "Paid")), ("use-returned", new("待支付", "Owed")), ("use-left", new("已立项未拨付", "Committed"))];

    public override Part Where => Part.Grants;
    public override Bilingual Title => new("进展总表", "Board");

    public GrantBoard Board { get; private set; } = null!;
    public IReadOnlyList<GrantRound> Rounds { get; private set; } = [];

    /// <summary>The one shown; null for all.</summary>
    public GrantRound? Round { get; private set; }

    public bool IsEmpty => Board.Applications.Count + Board.Awards.Count == 0;

    /// <summary>Tables of money with their headings: by programme, by source; those of one currency share a scale.</summary>
    internal IEnumerable<(string Id, Bilingual Name, Currency Currency, IReadOnlyList<AwardMoney> Rows)> Tables =>
        from table in new[] { (Id: "programmes", Name: new Bilingual("按资助计划", "By programme"), Rows: Board.ByProgramme), (Id: "sources", Name: new Bilingual("按资金来源", "By source of money"), Rows: Board.BySource) }
        from rows in table.Rows.GroupBy(row => row.Awarded.Currency)
        select ($"{table.Id}-{rows.Key.Code}", table.Name, rows.Key, (IReadOnlyList<AwardMoney>)[.. rows]);

    internal static AmountScale ScaleOf(IReadOnlyList<AwardMoney> rows) => AmountScale.Covering(rows.Select(row => row.Awarded), rows[0].Awarded.Currency);

    /// <summary>Of <see cref="Parts"/>.</summary>
    internal static IReadOnlyList<Money> PartsOf(AwardMoney row) => [row.Paid, row.Owed, row.Committed];

    internal static Money Sum(IEnumerable<AwardMoney> rows, Func<AwardMoney, Money> figure) => rows.Select(figure).Aggregate((sum, one) => sum + one);

    /// <summary>A list, filtered by the round that is shown.</summary>
    internal string Filtered(string path, string field, string value) => $"{path}?{field}={Uri.EscapeDataString(value)}" + (Round is null ? "" : $"&round={Uri.EscapeDataString(Round.Code)}");

    public async Task<IActionResult> OnGetAsync(string? round)
    {
        var isThere = true;
        await ReadAsync(async (reader, books) =>
        {
            Rounds = [.. (await GrantReading.RoundsAsync(reader, books)).Where(known => May(Permission.ReadLedger, known.Programme.Target)).Reverse()];
            Round = Rounds.FirstOrDefault(known => known.Code == round);
            isThere = Round is not null || string.IsNullOrEmpty(round);
            if (isThere) Board = await GrantBoard.OfAsync(reader, books, fund => May(Permission.ReadLedger, books.TargetOf(fund)), Today, Round?.Code ?? "");
        });
        return isThere ? Page() : NotFound();
    }
}
