using FundLedger.People.Approvals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>What waits for somebody, what they asked for themselves, and what became of everything they may see.</summary>
[Needs]
public sealed class ApprovalsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MineShown = 10;
    private const int AllShown = 30;

    private PeopleNames names = null!;
    private IReadOnlyDictionary<long, long> reminded = null!;

    public override Part Where => Part.Approvals;
    public override Bilingual Title => new("复核", "Approvals");

    public IReadOnlyList<Proposal> Waiting { get; private set; } = [];
    public IReadOnlyList<Proposal> Mine { get; private set; } = [];
    public IReadOnlyList<Proposal> All { get; private set; } = [];
    public bool IsFirstPage { get; private set; }

    /// <summary>Where older ones begin; null at the end.</summary>
    public long? Next { get; private set; }

    public Task OnGetAsync(long? before) => ReadAsync(async (reader, _) =>
    {
        IsFirstPage = before is null;
        names = await PeopleNames.LoadAsync(reader);
        reminded = await RemindCheckers.LastAsync(reader);
        Waiting = [.. (await ApprovalQueue.OfAsync(reader, Who.Person.Id, Now)).Select(waiting => waiting.Proposal)];
        Mine = await Proposals.PageAsync(reader, null, MineShown, maker: Who.Person.Id);
        var page = await Proposals.PageAsync(reader, null, AllShown, before);
        All = [.. page.Where(proposal => Waiting.Any(waiting => waiting.Id == proposal.Id) || Who.MaySee(proposal, Today))];
        Next = page.Count == AllShown ? page[^1].Id : null;
    });

    internal ProposalTable Table(IReadOnlyList<Proposal> proposals, string labelledBy) => new(proposals, names, reminded, Now, Language, labelledBy);
}
