using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>matching open</c>, <c>rule</c>, <c>close</c>, <c>finish</c>, <c>recover</c>; what they show is told by <see cref="MatchingReadVerbs"/>.</summary>
internal static class MatchingVerbs
{
    private const long MostBytes = 1024 * 1024;

    internal static Command In(Shell shell) => Commands.Group(
        shell, "matching", new("配比计划：为捐款添加资金", "Matching programmes: money added to gifts"),
        Open(shell), Rule(shell), Close(shell), Finish(shell), Recover(shell), MatchingReadVerbs.List(shell), MatchingReadVerbs.Show(shell), MatchingReadVerbs.Explain(shell),
        MatchingReadVerbs.Simulate(shell), RelatedVerbs.In(shell));

    internal static Option<string> File(Shell shell, Bilingual description) => Options.Text(shell, "--file", new("文件", "FILE"), description, isRequired: true);

    internal static Option<string> Programme(Shell shell) => Options.Text(shell, "--programme", new("代码", "CODE"), new("配比计划代码", "code of the programme"), isRequired: true);

    /// <summary>A programme or the terms of a rule, from a JSON file.</summary>
    internal static async Task<Outcome<T>> ReadAsync<T>(string path, CancellationToken stop)
        where T : class =>
        (await InputFile.ReadAsync(path, "file", MostBytes, stop)).IsDone(out var content, out var refusal) ? MatchingJson.Read<T>(content) : refusal;

    private static Command Open(Shell shell)
    {
        var file = File(shell, new("计划（JSON），写法见手册", "the programme as JSON, as the guide tells"));
        return WriteVerb.MakeProposing(
            shell, "open", new("启动配比计划：承诺整个配比池", "Open a programme: its whole pot is committed"), new Need(Permission.Propose), [file], OpenProgramme.Kind,
            run => ReadAsync<NewMatchingProgramme>(run.Required(file), run.Stop),
            (run, programme) => new OpenProgramme(run.Database).RunAsync(run.Asked, programme, run.Stop),
            done => new($"已启动配比计划 {done.Programme}：分录 {done.Entry}，配比资金来源 {done.Source}。", $"Programme {done.Programme} is open: entry {done.Entry}, its matches are source {done.Source}."));
    }

    private static Command Rule(Shell shell)
    {
        var (programme, file) = (Programme(shell), File(shell, new("新规则（JSON）", "the new rule as JSON")));
        var from = Options.Date(shell, "--from", new("生效日期，今天或以后（默认：通过当天）", "first day of gifts it holds for, today or later (default: the day it is agreed to)"));
        return WriteVerb.MakeProposing(
            shell, "rule", new("修改规则：已得的配比不变", "Change the rule: what was earned stays"), new Need(Permission.Propose), [programme, file, from], ChangeRule.Kind,
            async run => (await ReadAsync<MatchingTerms>(run.Required(file), run.Stop)).IsDone(out var terms, out var refusal)
                ? new RuleChange(run.Required(programme), terms, run.Has(from) ? run.Value(from) : null)
                : refusal,
            (run, change) => new ChangeRule(run.Database).RunAsync(run.Asked, change, run.Stop),
            done => new($"计划 {done.Programme} 的规则第 {done.Version} 版自 {done.From.ToIso()} 起生效。", $"Version {done.Version} of the rule of {done.Programme} holds from {done.From.ToIso()}."));
    }

    private static Command Close(Shell shell)
    {
        var programme = Programme(shell);
        var on = Options.Date(shell, "--on", new("结束日期（默认今天）", "the day it ends (default today)"));
        return WriteVerb.MakeProposing(
            shell, "close", new("结束配比计划：按比例的计划此时配出，余额释放", "Close a programme: pro rata is shared out now, and what is left is released"), new Need(Permission.Propose), [programme, on], CloseProgramme.Kind,
            run => Task.FromResult<Outcome<ProgrammeEnd>>(new ProgrammeEnd(run.Required(programme), run.Has(on) ? run.Value(on) : null)),
            CloseAsync, Said);
    }

    /// <summary>Alone, the matches of a pro-rata close are posted at once.</summary>
    private static async Task<Outcome<ProgrammeEnded>> CloseAsync(WriteRun run, ProgrammeEnd end)
    {
        var outcome = await new CloseProgramme(run.Database).RunAsync(run.Asked, end, run.Stop);
        if (!outcome.IsDone(out var ended, out var refusal) || ended.Status != ProgrammeStatus.Closing || run.IsDryRun) return outcome;
        return (await new FinishClosings(run.Database).RunAsync(run.Who.Actor, run.Stop)).IsDone(out var finished, out refusal) ? finished.FirstOrDefault(one => one.Programme == ended.Programme) ?? ended : refusal;
    }

    private static Command Finish(Shell shell) => WriteVerb.Make(
        shell, "finish", new("把已定的配比入账：按比例的计划获准结束后，或中断后", "Post what closings have settled: after a pro-rata close was agreed to, or was interrupted"), Need.OverAll(Permission.RecordMoney), [],
        run => new FinishClosings(run.Database).RunAsync(run.Who.Actor, run.Stop).Then(ended => new Finished(ended)),
        done => done.Programmes.Count == 0 ? new("没有待入账的配比。", "There is nothing to post.") : new(
            string.Join("\n", done.Programmes.Select(ended => Said(ended).Zh)), string.Join("\n", done.Programmes.Select(ended => Said(ended).En))));

    private static Command Recover(Shell shell)
    {
        var gift = Options.Entry(shell, new("捐款的分录", "the entry of the gift"), "--gift");
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        return WriteVerb.Make(
            shell, "recover", new("以自有资金补回捐款退回前已花用的配比", "Recover from own funds what was spent of a match before its gift went back"), Need.OnEntry(Permission.RecordMoney, gift), [gift, amount, on],
            async run => (await run.AmountAsync(amount, gift)).IsDone(out var money, out var refusal)
                ? await new RecoverMatch(run.Database).RunAsync(run.Asked, new MatchRecovery(run.Required(gift), money, run.Required(on)), run.Stop)
                : refusal,
            done => new($"已补回：分录 {done.Recharge}、{done.Entry}；尚欠 {done.Left.ToGroupedText()}。", $"It is recovered: entries {done.Recharge} and {done.Entry}; {done.Left} is still owed."));
    }

    private static Bilingual Said(ProgrammeEnded ended) => ended.Released is { } released
        ? new($"配比计划 {ended.Programme} 已结束，释放 {released.ToGroupedText()} {released.Currency}。", $"Programme {ended.Programme} is closed; {released} is released.")
        : new($"配比计划 {ended.Programme} 正在结束，{ended.Parts} 批配比待入账（matching finish）。", $"Programme {ended.Programme} is closing; {ended.Parts} part(s) of its matches are to be posted ('matching finish').");

    private sealed record Finished(IReadOnlyList<ProgrammeEnded> Programmes);
}
