using System.CommandLine;
using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>matching list</c>, <c>show</c>, <c>explain</c>, <c>simulate</c>.</summary>
internal static class MatchingReadVerbs
{
    private const int MatchesShown = 20;

    internal static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<ProgrammeSummary>>(
        shell, "list", new("列出配比计划及其配比池", "List the programmes and what became of their pots"), [],
        async (_, reader, _) => (await MatchingReading.ListAsync(reader, shell.Today)).ToArray(), Print, list => list.Select(AsJson));

    internal static Command Show(Shell shell)
    {
        var programme = MatchingVerbs.Programme(shell);
        return ReadVerb.MakeShowing<(ProgrammeDetail Detail, IReadOnlyList<GiftMatch> Matches)>(
            shell, "show", new($"显示一个计划、各版规则和最近 {MatchesShown} 笔配比", $"Show one programme, its rules and the last {MatchesShown} matches"), [programme],
            async (run, reader, _) =>
            {
                if (!(await MatchingReading.FindAsync(reader, run.Required(programme), shell.Today)).IsDone(out var detail, out var refusal)) return refusal;
                return (await MatchingReading.MatchesAsync(reader, run.Required(programme), MatchesShown)).IsDone(out var matches, out refusal) ? (detail, matches) : refusal;
            },
            Print, shown => new { Programme = AsJson(shown.Detail.Summary), shown.Detail.Definition, shown.Detail.Rules, Matches = shown.Matches.Select(AsJson) });
    }

    internal static Command Explain(Shell shell)
    {
        var gift = Options.Entry(shell, new("捐款的分录", "the entry of the gift"), "--gift");
        return ReadVerb.MakeShowing<GiftMatch>(
            shell, "explain", new("逐元说明一笔捐款的配比", "Explain a gift's match yuan by yuan"), [gift],
            async (run, reader, _) => await MatchingReading.MatchOfAsync(reader, run.Required(gift), shell.Today) is { } match ? match
                : Refusal.Of("match-unknown", "gift", $"没有配比计划涉及分录 {run.Required(gift)}。", $"No matching programme was asked about entry {run.Required(gift)}."),
            Print, AsJson);
    }

    internal static Command Simulate(Shell shell)
    {
        var file = MatchingVerbs.File(shell, new("计划（JSON）", "the programme as JSON"));
        var (from, to) = (Options.Date(shell, "--from", new("捐款的第一天（默认：计划的）", "first day of gifts (default: the programme's)")), Options.Date(shell, "--to", new("捐款的最后一天（默认：计划的）", "last day (default: the programme's)")));
        return ReadVerb.MakeShowing<SimulatedProgramme>(
            shell, "simulate", new("在以往的捐款上试算一个计划，不留痕迹", "Try a programme out on gifts of the past, without a trace"), [file, from, to],
            async (run, reader, _) => (await MatchingVerbs.ReadAsync<NewMatchingProgramme>(run.Required(file), run.Stop)).IsDone(out var programme, out var refusal)
                ? await Simulation.RunAsync(reader, programme, run.Has(from) ? run.Value(from) : null, run.Has(to) ? run.Value(to) : null)
                : refusal,
            Print, told => new
            {
                told.Gifts, told.Counted, told.MatchedGifts, told.Matched, told.Left, told.EmptyOn, told.Limits, told.Reasons,
                Funds = told.Funds.Select(fund => new { fund.Fund.Code, fund.Gifts, fund.Counted, fund.Matched }),
            });
    }

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<ProgrammeSummary> list) => TextTable.Write(
        to,
        [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("状态", "Status"), shell.In("配比池", "Pot"), shell.In("已配", "Matched"), shell.In("退回", "Back"), shell.In("剩余", "Left"), shell.In("估计", "Estimate")],
        [.. list.Select(one => new[]
        {
            one.Code, one.Name, shell.In(one.Status.Name()), one.Pot.ToGroupedText(), one.Matched.ToGroupedText(), one.Returned.ToGroupedText(), one.Left.ToGroupedText(), one.Estimated?.ToGroupedText() ?? "",
        })],
        3, 4, 5, 6, 7);

    private static void Print(Shell shell, TextWriter to, (ProgrammeDetail Detail, IReadOnlyList<GiftMatch> Matches) shown)
    {
        var (one, definition) = (shown.Detail.Summary, shown.Detail.Definition);
        to.WriteLine($"{one.Code} {one.Name}  {shell.In(one.Status.Name())}  {one.First.ToIso()}..{one.Last.ToIso()}  {shell.In(one.Exhaustion.Name())}");
        to.WriteLine(shell.In(
            $"配比池 {one.Pot.ToGroupedText()} {one.Pot.Currency}（基金 {one.PotFund.Code}，来源 {one.PotSource.Code}）；已配 {one.Matched.ToGroupedText()}，退回 {one.Returned.ToGroupedText()}，免追 {one.Waived.ToGroupedText()}，尚欠 {one.Owed.ToGroupedText()}，剩余 {one.Left.ToGroupedText()}",
            $"pot {one.Pot} (fund {one.PotFund.Code}, source {one.PotSource.Code}); matched {one.Matched}, back {one.Returned}, waived {one.Waived}, owed {one.Owed}, left {one.Left}"));
        if (one.Estimated is { } estimate) to.WriteLine(shell.In($"若今天结束，估计配出 {estimate.ToGroupedText()}", $"if it closed today it would give {estimate}, which is an estimate"));
        to.WriteLine(shell.In($"已花用的配比：{definition.SpentMatch.Name().Zh}", $"a match that was spent: {definition.SpentMatch.Name().En.ToLowerInvariant()}"));
        foreach (var rule in shown.Detail.Rules)
            to.WriteLine(shell.In($"规则第 {rule.Version} 版，自 {rule.From.ToIso()}：{rule.Terms.InWords().Zh}", $"rule {rule.Version}, from {rule.From.ToIso()}: {rule.Terms.InWords().En}"));
        if (shown.Matches.Count == 0) return;
        TextTable.Write(
            to, [shell.In("捐款", "Gift"), shell.In("日期", "Date"), shell.In("基金", "Fund"), shell.In("配比", "Match"), shell.In("受限于 / 原因", "Limit or reason")],
            [.. shown.Matches.Select(match => new[]
            {
                match.Gift.ToString(), match.GiftOn.ToIso(), match.Fund.Code, match.Matched.ToGroupedText(),
                match.Reason != NoMatch.None ? shell.In(match.Reason.Name()) : match.Explanation is { Limit: not MatchLimit.None } told ? shell.In(told.Limit.Name()) : "",
            })],
            0, 3);
    }

    private static void Print(Shell shell, TextWriter to, GiftMatch match)
    {
        to.WriteLine(shell.In(
            $"捐款 {match.Gift}（{match.GiftOn.ToIso()}，{match.Fund.Code}）：计划 {match.Programme} {match.ProgrammeName}，规则第 {match.RuleVersion} 版：{match.Terms.InWords().Zh}",
            $"gift {match.Gift} ({match.GiftOn.ToIso()}, {match.Fund.Code}): programme {match.Programme} {match.ProgrammeName}, rule {match.RuleVersion}: {match.Terms.InWords().En}"));
        if (match.Explanation is { } told)
        {
            to.WriteLine(shell.In($"计入 {told.Counted.ToGroupedText()}；捐赠人累计 {told.DonorTotal.ToGroupedText()}", $"counted {told.Counted}; donor's total {told.DonorTotal}"));
            foreach (var part in told.Parts) to.WriteLine($"  {part.From.ToGroupedText()}–{part.To.ToGroupedText()}  {part.Ratio}  {part.Match.ToGroupedText()}");
            to.WriteLine(shell.In($"按比例应得 {told.Entitled.ToGroupedText()}", $"entitled by the ratio: {told.Entitled}"));
            foreach (var (limit, left) in Lefts(told.Left)) to.WriteLine(shell.In($"  {limit.Name().Zh}：剩 {left.ToGroupedText()}", $"  {limit.Name().En.ToLowerInvariant()}: {left} left"));
        }

        var what = match.IsEstimate ? new Bilingual("估计配比", "match, estimated") : new Bilingual("配比", "match");
        var why = match.Reason != NoMatch.None ? $" ({shell.In(match.Reason.Name())})" : match.Explanation is { Limit: not MatchLimit.None } cut ? $" ({shell.In(cut.Limit.Name())})" : "";
        to.WriteLine($"{shell.In(what)} {match.Matched.ToGroupedText()} {match.Matched.Currency}{why}");
        if (match.Stop is { } stop)
            to.WriteLine(shell.In(
                $"  按规则可得 {stop.Match.ToGroupedText()}；按已证明的社会资金，当时只可再转入公共资金 {stop.Room.ToGroupedText()}",
                $"  the rule gives {stop.Match}; on the social money proved then, {stop.Room} of public money could still move in"));
        foreach (var change in match.Changes)
            to.WriteLine(shell.In(
                $"  分录 {change.Cause}：退回 {change.Returned.ToGroupedText()}，免追 {change.Waived.ToGroupedText()}，尚欠 {change.Owed.ToGroupedText()}",
                $"  entry {change.Cause}: back {change.Returned}, waived {change.Waived}, owed {change.Owed}"));
    }

    private static void Print(Shell shell, TextWriter to, SimulatedProgramme told)
    {
        to.WriteLine(shell.In(
            $"{told.Gifts} 笔捐款，计入 {told.Counted.ToGroupedText()}；{told.MatchedGifts} 笔获配比，共 {told.Matched.ToGroupedText()}；剩余 {told.Left.ToGroupedText()}",
            $"{told.Gifts} gifts, {told.Counted} counted; {told.MatchedGifts} matched, {told.Matched} in all; {told.Left} left"));
        if (told.EmptyOn is { } day) to.WriteLine(shell.In($"配比池在 {day.ToIso()} 用完", $"the pot would be empty on {day.ToIso()}"));
        foreach (var (limit, count) in told.Limits.OrderBy(pair => pair.Key)) to.WriteLine($"  {shell.In(limit.Name())}: {count.ToString(CultureInfo.InvariantCulture)}");
        foreach (var (reason, count) in told.Reasons.OrderBy(pair => pair.Key)) to.WriteLine($"  {shell.In(reason.Name())}: {count.ToString(CultureInfo.InvariantCulture)}");
        TextTable.Write(
            to, [shell.In("基金", "Fund"), shell.In("笔数", "Gifts"), shell.In("计入", "Counted"), shell.In("配比", "Matched")],
            [.. told.Funds.Select(fund => new[] { fund.Fund.Code, fund.Gifts.ToString(CultureInfo.InvariantCulture), fund.Counted.ToGroupedText(), fund.Matched.ToGroupedText() })], 1, 2, 3);
    }

    private static IEnumerable<(MatchLimit Limit, Money Left)> Lefts(MatchLeft left)
    {
        (MatchLimit, Money?)[] all = [(MatchLimit.Gift, left.Gift), (MatchLimit.Donor, left.Donor), (MatchLimit.Fund, left.Fund), (MatchLimit.Day, left.Day), (MatchLimit.Programme, left.Programme), (MatchLimit.Pot, left.Pot)];
        foreach (var (limit, money) in all)
            if (money is { } some) yield return (limit, some);
    }

    private static object AsJson(ProgrammeSummary one) => new
    {
        one.Code, one.Name, Entity = one.Entity.Code, PotFund = one.PotFund.Code, PotSource = one.PotSource.Code, MatchSource = one.MatchSource.Code, one.First, one.Last, one.Exhaustion, one.Status, one.ClosedOn,
        one.OpeningEntry, one.Pot, one.Gifts, one.Matched, one.Returned, one.Waived, one.Owed, one.Left, one.Estimated,
    };

    private static object AsJson(GiftMatch match) => new
    {
        match.Gift, match.Programme, match.ProgrammeName, Fund = match.Fund.Code, match.GiftOn, match.RuleVersion, match.Terms, match.Reason, match.Matched, match.Explanation, match.Entry, match.Returned, match.Waived,
        match.Owed, match.IsEstimate, match.Changes, match.Stop,
    };
}
