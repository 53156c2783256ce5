using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Worklist;

namespace FundLedger.Web.Pages.Work;

/// <summary>What waits for the one who looks, in each of their roles.</summary>
[Needs]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int ShownOfAKind = 50;

    public override Part Where => Part.Work;
    public override Bilingual Title => new("等我办", "Waiting for me");

    public IReadOnlyList<WorkItem> Items { get; private set; } = [];

    internal IEnumerable<IGrouping<WorkDesk, IGrouping<WorkKind, WorkItem>>> Desks => Items.GroupBy(item => item.Kind).GroupBy(kind => kind.First().Desk);

    public int Overdue => Items.Count(item => item.IsOverdueOn(Today));

    internal static IEnumerable<WorkItem> ShownOf(IGrouping<WorkKind, WorkItem> kind) => kind.Take(ShownOfAKind);

    /// <summary>What is not listed since there is too much of it.</summary>
    internal static int HiddenOf(IGrouping<WorkKind, WorkItem> kind) => Math.Max(0, kind.Count() - ShownOfAKind);

    /// <summary>The kind asked for; null for all.</summary>
    public WorkKind? Only { get; private set; }

    public Task OnGetAsync(string? kind)
    {
        Only = Enum.TryParse<WorkKind>(kind, out var known) && Enum.IsDefined(known) ? known : null;
        return ReadAsync(async (reader, books) => Items = [.. (await WorkQueue.OfAsync(reader, books, Who.Person.Id, Who.Grants, Now)).Where(item => Only is null || item.Kind == Only)]);
    }
}
