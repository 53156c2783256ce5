using FundLedger.People.Approvals;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>Proposals in a list.</summary>
/// <param name="Reminded">When those that wait too long were last reminded of, in microseconds.</param>
/// <param name="LabelledBy">Id of the heading above.</param>
internal sealed record ProposalTable(IReadOnlyList<Proposal> Proposals, PeopleNames Names, IReadOnlyDictionary<long, long> Reminded, long Now, Language Language, string LabelledBy)
{
    private static readonly long SoonOver = ReminderTimes.Default.BeforeEnd.Ticks / TimeSpan.TicksPerMicrosecond;

    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);

    /// <summary>Whole days since it was proposed.</summary>
    internal int DaysOf(Proposal proposal) => Day(Now).DayNumber - Day(proposal.ProposedAt).DayNumber;

    internal bool IsSoonOver(Proposal proposal) => proposal.IsOpenAt(Now) && proposal.ExpiresAt - Now <= SoonOver;

    internal static DateOnly Day(long moment) => Storage.Moments.DayInShanghai(moment);
}
