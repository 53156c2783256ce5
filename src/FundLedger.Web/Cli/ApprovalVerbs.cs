using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Cli;

/// <summary><c>approval list</c>, <c>approval show</c>, <c>approval approve</c>, <c>approval reject</c>, <c>approval withdraw</c>.</summary>
internal static class ApprovalVerbs
{
    private const int MostListed = 200;

    internal static Command In(Shell shell) => Commands.Group(
        shell, "approval", new("复核：两人办理的事项", "Approvals: what takes more than one person"), List(shell), Show(shell),
        Decide(shell, "approve", new("同意一项；最后一人同意时执行（--dry-run 看会记成什么）", "Agree to one; the last to agree has it done (--dry-run shows what would be posted)"), isApproval: true),
        Decide(shell, "reject", new("否决一项", "Reject one"), isApproval: false), Withdraw(shell));

    private static Command List(Shell shell)
    {
        var status = Choices.Option(shell, "--status", new("状态（默认 open）", "where they stand (default open)"), [.. Choices.Of<ProposalStatus>().Select(known => (known.Word, new StatusAsked(known.Value))), ("all", new StatusAsked(null))]);
        var mine = Options.Flag(shell, "--mine", new("只列等我复核的（须有令牌）", "only what waits for me (needs a token)"));
        return ReadVerb.MakeShowing<IReadOnlyList<ProposalListed>>(
            shell, "list", new($"列出事项，最新 {MostListed} 项", $"List them, the newest {MostListed}"), [status, mine, shell.TokenFile],
            async (run, reader, _) =>
            {
                var moment = Moments.ToMicroseconds(shell.Clock.GetUtcNow());
                var names = await PeopleNames.LoadAsync(reader);
                IReadOnlyList<Proposal> found;
                if (run.Value(mine))
                {
                    if (!(await WhoActs.FindAsync(shell, run.Parsed, run.Database, run.Stop)).IsDone(out var who, out var refusal)) return refusal;
                    found = [.. (await ApprovalQueue.OfAsync(reader, who.Actor, moment)).Select(waiting => waiting.Proposal)];
                }
                else
                {
                    found = await Proposals.PageAsync(reader, run.Has(status) ? run.Value(status)!.Only : ProposalStatus.Open, MostListed);
                }

                return found.Select(proposal => ProposalListed.Of(proposal, names, moment)).ToArray();
            },
            PrintList, listed => listed.Select(one => one.AsJson(shell)));
    }

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<ProposalShown>(
            shell, "show", new("显示一项及其内容校验值", "Show one, and the hash of its content"), [number],
            async (run, reader, books) => await ProposalShown.FindAsync(reader, run.Required(number), books, Moments.ToMicroseconds(shell.Clock.GetUtcNow())) is { } shown
                ? shown
                : Refusal.Of("proposal-unknown", "", $"没有第 {run.Required(number)} 号事项。", $"There is no number {run.Required(number)}."),
            ProposalShown.Print, shown => shown.AsJson(shell));
    }

    private static Command Decide(Shell shell, string name, Bilingual description, bool isApproval)
    {
        var number = Number(shell);
        var content = new Option<byte[]>("--content")
        {
            Description = shell.In("所见内容的校验值，见 approval show", "hash of the content you saw, as 'approval show' prints it"), HelpName = shell.In("校验值", "HASH"), Required = true,
            CustomParser = result =>
            {
                if (result.Tokens[0].Value is { Length: 64 } text && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
                result.AddError(shell.In("内容校验值应为 64 位十六进制数。", "The hash of the content is 64 hexadecimal digits."));
                return null;
            },
        };
        var inSteadOf = Options.Text(shell, "--in-stead-of", new("登录名", "SIGN-IN"), new("受其委托代为决定", "sign-in name of who delegated it to you"));
        return WriteVerb.Make(shell, name, description, new Need(Permission.Approve), [number, content, inSteadOf], makesBooks: false, async run =>
        {
            if (!isApproval || !run.IsDryRun) return await DecideAsync(run, new Decision(run.Required(number), isApproval, run.Required(content)), run.Value(inSteadOf));
            if (await run.Database.ReadAsync(reader => Proposals.FindAsync(reader, run.Required(number)), run.Stop) is not { Payload: { } payload } proposal || KnownKinds.All.Find(proposal.Kind) is not { } kind
                || run.Who.Person?.RefusalFor(Permission.Approve, proposal.Where, run.Who.Today) is not null)
                return Authority.NotThere;
            if (!(await new ProposeAct(run.Database).TryOutAsync(run.Asked with { Actor = proposal.Maker }, kind, payload, run.Stop)).IsDone(out var entries, out var refusal)) return refusal;
            WriteVerb.PrintPlanned(run, entries);
            return ExitCode.Done;
        });
    }

    private static async Task<Outcome<int>> DecideAsync(WriteRun run, Decision decision, string? inSteadOf)
    {
        if (inSteadOf is not null)
        {
            if (await run.Database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, inSteadOf), run.Stop) is not { } delegator) return Authority.NotThere;
            decision = decision with { InSteadOf = delegator.Id };
        }

        var outcome = await new DecideProposal(run.Database, KnownKinds.All).RunAsync(run.Asked, decision, run.Stop);
        if (!outcome.IsDone(out var decided, out var refusal)) return refusal;
        var entry = KnownKinds.EntryOf(decided.Answer);
        var says = ProposalWords.Said(decided);
        WriteVerb.Print(run, new { decided.Proposal, decided.Status, decided.Missing, Entry = entry },
            entry is null ? says : new($"{says.Zh}分录 {entry}。", $"{says.En} Entry {entry}."), ((Outcome<ProposalDecided>.Done)outcome).WasDoneBefore);
        return decided.Status == ProposalStatus.Void ? ExitCode.Found : ExitCode.Done;
    }

    private static Command Withdraw(Shell shell)
    {
        var number = Number(shell);
        return WriteVerb.Make(
            shell, "withdraw", new("撤回本人提出的一项", "Take back one of your own"), new Need(Permission.Propose), [number],
            run => new WithdrawProposal(run.Database).RunAsync(run.Asked, run.Required(number), run.Stop),
            done => new($"第 {done.Proposal} 号事项已撤回。", $"Number {done.Proposal} is withdrawn."));
    }

    /// <param name="Only">Null for all.</param>
    private sealed record StatusAsked(ProposalStatus? Only);

    private static Argument<long> Number(Shell shell) => new(shell.In("编号", "NUMBER")) { Description = shell.In("事项编号", "number of the proposal") };

    private static void PrintList(Shell shell, TextWriter to, IReadOnlyList<ProposalListed> listed) => TextTable.Write(
        to, [shell.In("编号", "Number"), shell.In("事项", "What"), shell.In("金额", "Amount"), shell.In("提出人", "Asked by"), shell.In("提出", "Asked on"), shell.In("到期", "Until"), shell.In("状态", "State")],
        [.. listed.Select(one => new[]
        {
            $"{one.Number}", shell.In(one.Kind), one.Amount is { } amount ? $"{amount.ToGroupedText()} {amount.Currency}" : "", shell.In(one.Maker), one.On.ToIso(), one.Until.ToIso(), shell.In(one.State),
        })], rightAligned: [0, 2]);
}

/// <summary>A proposal in a list.</summary>
internal sealed record ProposalListed(long Number, Bilingual Kind, Money? Amount, Bilingual Maker, DateOnly On, DateOnly Until, Bilingual State, ProposalStatus Status, int Checkers)
{
    internal static ProposalListed Of(Proposal proposal, PeopleNames names, long moment) => new(
        proposal.Id, KnownKinds.NameOf(proposal.Kind), proposal.Amount, names.Of(proposal.Maker), Moments.DayInShanghai(proposal.ProposedAt), Moments.DayInShanghai(proposal.ExpiresAt),
        ProposalWords.State(proposal, moment), proposal.Status, proposal.Checkers);

    internal object AsJson(Shell shell) => new { Proposal = Number, Kind = shell.In(Kind), Amount, Maker = shell.In(Maker), ProposedOn = On, ExpiresOn = Until, State = shell.In(State), Status, Checkers };
}

/// <summary>A proposal as <c>approval show</c> prints it.</summary>
internal sealed record ProposalShown(ProposalListed Listed, string ContentHash, IReadOnlyList<ProposalFact> Facts, IReadOnlyList<ProposalShown.Word> Decisions, EntryId? Entry)
{
    internal sealed record Word(Bilingual Checker, Bilingual InSteadOf, bool IsApproval, string DecidedAt);

    internal static async Task<ProposalShown?> FindAsync(LedgerReader reader, long id, Books books, long moment)
    {
        if (await Proposals.FindAsync(reader, id) is not { } proposal) return null;
        var names = await PeopleNames.LoadAsync(reader);
        return new ProposalShown(
            ProposalListed.Of(proposal, names, moment), Convert.ToHexStringLower(proposal.ContentHash), ProposalFacts.Of(proposal, books),
            [.. (await Proposals.DecisionsAsync(reader, id)).Select(word => new Word(names.Of(word.Checker), names.Of(word.InSteadOf), word.IsApproval, Moments.ToIso(word.DecidedAt)))],
            KnownKinds.EntryOf(await Proposals.AnswerAsync(reader, proposal)));
    }

    internal object AsJson(Shell shell) => new
    {
        Listed = Listed.AsJson(shell), ContentHash, Facts = Facts.Select(fact => new { Name = shell.In(fact.Label), Value = shell.In(fact.Value) }),
        Decisions = Decisions.Select(word => new { Checker = shell.In(word.Checker), InSteadOf = shell.In(word.InSteadOf), word.IsApproval, word.DecidedAt }), Entry,
    };

    internal static void Print(Shell shell, TextWriter to, ProposalShown shown)
    {
        var listed = shown.Listed;
        to.WriteLine(shell.In($"第 {listed.Number} 号  {listed.Kind.Zh}  {listed.State.Zh}", $"Number {listed.Number}  {listed.Kind.En}  {listed.State.En}"));
        foreach (var fact in shown.Facts) Line(shell.In(fact.Label), shell.In(fact.Value));
        Line(shell.In("提出人", "Asked by"), $"{shell.In(listed.Maker)} {listed.On.ToIso()}");
        Line(shell.In("到期", "Until"), listed.Until.ToIso());
        Line(shell.In("须复核人数", "Checkers needed"), $"{listed.Checkers}");
        foreach (var word in shown.Decisions)
            Line(word.IsApproval ? shell.In("同意", "Agreed") : shell.In("否决", "Rejected"), WhoOf(shell, word) + " " + word.DecidedAt);
        if (shown.Entry is { } entry) Line(shell.In("分录", "Entry"), $"{entry}");
        Line(shell.In("内容校验值", "Content hash"), shown.ContentHash);

        void Line(string name, string value) => to.WriteLine(name + shell.In("：", ": ") + value.ReplaceLineEndings(" / "));
    }

    private static string WhoOf(Shell shell, Word word) => word.Checker == word.InSteadOf ? shell.In(word.Checker)
        : shell.In($"{word.Checker.Zh}（代 {word.InSteadOf.Zh}）", $"{word.Checker.En} (in the stead of {word.InSteadOf.En})");
}
