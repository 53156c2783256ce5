using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Api;

/// <summary>What takes a second person: what waits for the caller, one proposal, and their word on it.</summary>
internal static class ApprovalsApi
{
    private const string Part = "approvals";
    private static readonly ApiParameter Number = ApiParameter.Path("proposal", new("事项编号", "number of the proposal"), "1", ApiParameterForm.Number);

    internal static void MapApprovals(this ApiRoutes api)
    {
        api.Read<Page<ProposalShown>>("/approvals", new("listApprovals", Part, new("等我复核的事项", "What waits for your word"), "Proposals that you may decide, yourself or in the stead of somebody who delegated it.", ApiParameter.Paging), WaitingAsync);
        api.Read<ProposalInFull>("/approvals/{proposal:long}", new("getApproval", Part, new("一个事项", "One proposal"), "With what it says, who asked, who agreed, and the hash of the content, which a decision repeats.", [Number]) { IsTagged = true }, OneAsync);
        foreach (var (word, id, isApproval, summary) in new[] { ("agree", "agreeToApproval", true, new Bilingual("同意", "Agree")), ("refuse", "refuseApproval", false, new Bilingual("否决", "Refuse")) })
            api.Write<NewDecision, DecidedShown>($"/approvals/{{proposal:long}}/{word}", new(id, Part, summary, "contentHash is that of the proposal as you read it: of another, the decision is refused. When the last word needed is given, the act is done in the same write.", [Number])
            {
                Example = $$"""{"contentHash":"{{new string('0', 64)}}"}""",
            }, (call, decision) => DecideAsync(call, decision, isApproval), Permission.Approve);
        api.Write<ActWanted, WithdrawnShown>("/approvals/{proposal:long}/withdrawal", new("withdrawProposal", Part, new("撤回自己提出的事项", "Withdraw a proposal of your own"), "While it is open.", [Number]) { Example = "{}" }, (call, _) => call.WriteAsync(
            default, async (reader, _) => await Proposals.FindAsync(reader, call.Number("proposal")) is { } found && found.Maker == call.Who.Person.Id && KnownKinds.All.Find(found.Kind) is { } kind ? call.MaySomewhere(kind.Proposing) || (kind.OrProposing is { } own && call.MaySomewhere(own)) : null,
            by => new WithdrawProposal(call.Noting).RunAsync(by, call.Number("proposal"), call.Stop), done => new WithdrawnShown(done.Proposal), done => PathOf(done.Proposal)));
    }

    internal static string PathOf(ActProposed done) => PathOf(done.Proposal);

    private static string PathOf(long proposal) => FormattableString.Invariant($"{ApiRoutes.Root}/approvals/{proposal}");

    private static Task<IResult> WaitingAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var names = await PeopleNames.LoadAsync(reader);
        var waiting = (await ApprovalQueue.OfAsync(reader, call.Who.Person.Id, call.Now)).Select(one => ProposalShown.Of(one.Proposal, names)).OrderBy(one => one.Proposal);
        return call.PageOf(waiting, one => FormattableString.Invariant($"{one.Proposal:D19}"));
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var id = call.Number("proposal");
        if (await Proposals.FindAsync(reader, id) is not { } found) return ApiCall.NotThere();
        var (decisions, mayDecide) = (await Proposals.DecisionsAsync(reader, id), await ApprovalQueue.MayDecideAsAsync(reader, found, call.Who.Person.Id, call.Now));
        if (!call.Who.MaySee(found, call.Today) && mayDecide.Count == 0 && decisions.All(decision => decision.Checker != call.Who.Person.Id)) return ApiCall.NotThere();
        var names = await PeopleNames.LoadAsync(reader);
        return ApiCall.One(new ProposalInFull(
            ProposalShown.Of(found, names), Convert.ToHexStringLower(found.ContentHash), mayDecide.Count > 0, [.. ProposalFacts.Of(found, books).Select(fact => new FactShown(fact.Label, fact.Value))],
            [.. decisions.Select(word => new DecisionShown(names.Of(word.Checker), names.Of(word.InSteadOf), word.IsApproval, Moments.ToIso(word.DecidedAt)))],
            KnownKinds.EntryOf(await Proposals.AnswerAsync(reader, found))));
    });

    private static async Task<IResult> DecideAsync(ApiCall call, NewDecision asked, bool isApproval)
    {
        if (asked.ContentHash is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigit))
            return new ApiProblem([Refusal.Of("hash-unreadable", "contentHash", "内容校验值应为 64 位十六进制数。", "The hash of the content is 64 hexadecimal digits.")], StatusCodes.Status400BadRequest);
        var decision = new Decision(call.Number("proposal"), isApproval, Convert.FromHexString(hash), asked.InSteadOf);
        return await call.WriteAsync(
            Permission.Approve, (_, _) => Task.FromResult<bool?>(true), by => new DecideProposal(call.Noting, KnownKinds.All).RunAsync(by, decision, call.Stop),
            done => new DecidedShown(done.Proposal, done.Status, done.Missing, KnownKinds.EntryOf(done.Answer)), done => PathOf(done.Proposal));
    }
}

/// <summary>What became of asking: open while checkers are awaited, executed where none is needed.</summary>
/// <param name="Checkers">How many must agree.</param>
/// <param name="Entry">What was posted; null while it waits.</param>
public sealed record ProposedShown(long Proposal, ProposalStatus Status, int Checkers, EntryId? Entry)
{
    internal static ProposedShown Of(ActProposed done) => new(done.Proposal, done.Status, done.Checkers, KnownKinds.EntryOf(done.Answer));
}

/// <param name="Kind">Stable code of what is asked for.</param>
/// <param name="Maker">Who asks, of the staff.</param>
public sealed record ProposalShown(long Proposal, string Kind, Bilingual Name, Money? Amount, Bilingual Maker, DateOnly ProposedOn, DateOnly ExpiresOn, ProposalStatus Status, int Checkers)
{
    internal static ProposalShown Of(Proposal proposal, PeopleNames names) => new(
        proposal.Id, proposal.Kind, KnownKinds.NameOf(proposal.Kind), proposal.Amount, names.Of(proposal.Maker), Moments.DayInShanghai(proposal.ProposedAt), Moments.DayInShanghai(proposal.ExpiresAt), proposal.Status, proposal.Checkers);
}

/// <param name="ContentHash">In hexadecimal; a decision repeats it.</param>
/// <param name="MayDecide">Whether your word is awaited.</param>
/// <param name="Entry">What was posted; null while it waits.</param>
public sealed record ProposalInFull(ProposalShown Listed, string ContentHash, bool MayDecide, IReadOnlyList<FactShown> Facts, IReadOnlyList<DecisionShown> Decisions, EntryId? Entry);

public sealed record FactShown(Bilingual Name, Bilingual Value);

public sealed record DecisionShown(Bilingual Checker, Bilingual InSteadOf, bool IsApproval, string DecidedAt);

/// <param name="InSteadOf">Id of whoever delegated it to you; null for yourself.</param>
public sealed record NewDecision(string ContentHash, string? InSteadOf = null);

/// <param name="Missing">How many must still agree.</param>
public sealed record DecidedShown(long Proposal, ProposalStatus Status, int Missing, EntryId? Entry);

public sealed record WithdrawnShown(long Proposal);
