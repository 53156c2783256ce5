using FundLedger.Auditing.Queries;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>What auditors asked, to them and to those who answer.</summary>
[Needs(Permission.Audit, Permission.RecordMoney)]
public sealed class QueriesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.AuditQueries;
    public override Bilingual Title => new("审计查询", "Audit queries");

    public IReadOnlyList<AuditQuery> Rows { get; private set; } = [];
    public bool MayAsk => MaySomewhere(Permission.Audit);
    public IEnumerable<(QueryState State, int Count)> Counts => Enum.GetValues<QueryState>().Select(state => (state, Rows.Count(query => query.State == state)));

    public Task OnGetAsync() => ReadAsync(async (reader, books) => Rows = [.. (await AuditQueries.ListAsync(reader, books))
        .Where(query => May(Permission.Audit, query.Target) || May(Permission.RecordMoney, query.Target)).OrderBy(query => query.State).ThenBy(query => query.State == QueryState.Closed ? 0 : query.DueOn.DayNumber)]);
}
