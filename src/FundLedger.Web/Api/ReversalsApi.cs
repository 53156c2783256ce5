using FundLedger.Corrections;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>A mistaken entry is never changed: it is taken back, whole.</summary>
internal static class ReversalsApi
{
    internal static void MapReversals(this ApiRoutes api) =>
        api.Write<NewReversal, ProposedShown>("/reversals", new("proposeReversal", "reversals", new("提出冲销一笔分录", "Propose to reverse an entry"), "Once, and whole. For money given back use the refund of a donation.", [])
        {
            Example = """{"entry":4,"on":"2026-04-14","reason":"记错基金"}""",
        }, ProposeAsync, Permission.Propose);

    private static Task<IResult> ProposeAsync(ApiCall call, NewReversal asked) => call.WriteOnEntryAsync(
        Permission.Propose, asked.Entry, by => new ProposeAct(call.Noting).RunAsync(by, ReverseEntry.Kind, new Reversal(asked.Entry, asked.On, asked.Reason), stop: call.Stop), ProposedShown.Of, ApprovalsApi.PathOf);
}

/// <param name="On">Of the reversal, in an open period.</param>
/// <param name="Reason">Kept erasable.</param>
public sealed record NewReversal(EntryId Entry, DateOnly On, string Reason);
