using FundLedger.Auditing;
using FundLedger.Auditing.Queries;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Verification;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>Where an auditor starts: can the books be believed, what there is, what to look at first, and what they drew and asked.</summary>
[Needs(Permission.Audit)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int RunsShown = 10;

    public override Part Where => Part.Audit;
    public override Bilingual Title => new("审计", "Auditing");

    /// <summary>The year looked at; this one where none is asked for.</summary>
    [FromQuery(Name = "year")]
    public int Asked { get; set; }

    public int Year => Asked is >= 1900 and < 9000 ? Asked : Today.Year;
    public DateSpan Span => new(new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));

    /// <summary>All that this person audits, the closed ones too.</summary>
    public IReadOnlyList<(Fund Fund, int Depth, FundBalances Balances)> Funds { get; private set; } = [];

    /// <summary>Codes by id.</summary>
    private IReadOnlyDictionary<long, string> Entities { get; set; } = new Dictionary<long, string>();

    public VerificationShown Verified { get; private set; } = null!;
    public IReadOnlyList<VerificationRun> Runs { get; private set; } = [];
    public SignedCheckpoint? Checkpoint { get; private set; }
    public long Sealed { get; private set; }

    /// <summary>Of each entity: the last month that is closed, and the open ones that are over.</summary>
    public IReadOnlyList<(Entity Entity, MonthOfBooks? LastClosed, IReadOnlyList<MonthOfBooks> Open)> Months { get; private set; } = [];

    public AuditExceptions Exceptions { get; private set; } = null!;
    public IReadOnlyList<AuditQuery> OpenQueries { get; private set; } = [];
    public int QueryCount { get; private set; }
    public IReadOnlyList<Sample> Drawn { get; private set; } = [];
    public bool SeesAll => MayEverywhere(Permission.ReadLedger);
    public bool HasExceptions => Exceptions.Entries.Count + Exceptions.NegativeDays.Count + Exceptions.Overdrawn.Count + Exceptions.Reopened.Count + Exceptions.JustUnder.Count + Exceptions.ByDeputies.Count > 0;
    internal WhoIs Names { get; private set; } = null!;

    /// <summary>It has the statements of the whole entity in it.</summary>
    public bool MaySavePackOf(Fund fund) => May(Permission.ExportLedger, new Target(Entities[fund.EntityId]));

    internal string EntriesPath(EntryKind kind) => $"/entries?kind={kind.Code}&from={Span.First.ToIso()}&to={Span.Last.ToIso()}" + (SeesAll ? "" : $"&fund={Uri.EscapeDataString(Funds[0].Fund.Code)}");

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        var funds = new List<(Fund, int, FundBalances)>();
        foreach (var (fund, depth) in FundTree.Of(books.Funds).Where(placed => May(Permission.Audit, books.TargetOf(placed.Fund)))) funds.Add((fund, depth, (await FundReports.BalancesAsync(reader, fund.Code, Today)).Expect()));
        Funds = funds;
        Entities = books.Entities.ToDictionary(entity => entity.Id, entity => entity.Code);
        Verified = new VerificationShown(await VerificationRuns.StateAsync(reader), Now, Language);
        Runs = await VerificationRuns.ListAsync(reader, RunsShown);
        Checkpoint = (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault();
        Sealed = await SealReading.SizeAsync(reader);
        Months = [.. (await MonthsOfBooks.ListAsync(reader, books, Today)).Where(month => May(Permission.Audit, Reach.TargetOf(month.Entity))).GroupBy(month => month.Entity.Id)
            .Select(months => (months.First().Entity, months.FirstOrDefault(month => month.Status == PeriodStatus.Closed), (IReadOnlyList<MonthOfBooks>)[.. months.Where(month => month.IsToClose(Today)).Reverse()]))];
        Exceptions = await AuditExceptions.OfAsync(reader, books, [.. Funds.Select(placed => placed.Fund)], SeesAll, Span);
        var queries = (await AuditQueries.ListAsync(reader, books)).Where(query => May(Permission.Audit, query.Target)).ToList();
        (OpenQueries, QueryCount) = ([.. queries.Where(query => query.State != QueryState.Closed).OrderBy(query => query.DueOn)], queries.Count);
        Drawn = [.. (await Samples.ListAsync(reader, books)).Where(sample => May(Permission.Audit, sample.Target))];
        Names = await WhoIs.LoadAsync(reader);
    });
}
