using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>grant programme create|amend|list|show|template</c> and <c>grant round open|move|close|list|show</c>, <c>grant board</c>.</summary>
internal static class GrantVerbs
{
    private const long MostBytes = 1024 * 1024;

    internal static Command In(Shell shell) => Commands.Group(
        shell, "grant", new("资助计划与申报批次", "Grant programmes and their rounds"),
        Commands.Group(shell, "programme", new("资助计划：条款分版本，修改须两人", "Programmes: terms in versions, changed by two people"), Create(shell), Amend(shell), Programmes(shell), Programme(shell), Template(shell)),
        Commands.Group(shell, "round", new("申报批次：受理时间、预算、所用条款", "Rounds: a window, an envelope, and the terms they keep"), Open(shell), Move(shell), Close(shell), Rounds(shell), Round(shell)),
        WorkVerbs.Board(shell));

    /// <summary>Something written as JSON, from the file an option names.</summary>
    internal static async Task<Outcome<T>> ReadAsync<T>(string path, CancellationToken stop)
        where T : class =>
        (await InputFile.ReadAsync(path, "file", MostBytes, stop)).IsDone(out var content, out var refusal) ? GrantJson.Read<T>(content) : refusal;

    internal static Option<string> File(Shell shell, Bilingual description) => Options.Text(shell, "--file", new("文件", "FILE"), description, isRequired: true);

    internal static Option<string> Reason(Shell shell, bool isRequired = true) => Options.Text(shell, "--reason", new("文字", "TEXT"), new("事由", "why"), isRequired);

    internal static Argument<string> Code(Shell shell, Bilingual description) => new(shell.In("代码", "CODE")) { Description = shell.In(description) };

    /// <summary>To the minute, in Beijing time.</summary>
    internal static Option<string> Moment(Shell shell, string name, Bilingual description, bool isRequired = true) => Options.Text(shell, name, new("时刻", "MOMENT"), description, isRequired);

    private static Option<string> Name(Shell shell, string name, Bilingual description) => Options.Text(shell, name, new("名称", "NAME"), description, isRequired: true);

    private static Command Create(Shell shell)
    {
        var (fund, file) = (Options.Fund(shell), File(shell, new("条款（JSON），样本见 grant programme template", "the terms as JSON; 'grant programme template' prints a sample")));
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("计划代码", "code of the programme"), isRequired: true);
        var (zh, en) = (Name(shell, "--name-zh", new("中文名称", "name in Chinese")), Name(shell, "--name-en", new("英文名称", "name in English")));
        var kind = Choices.Option(shell, "--kind", new("类型（默认 venture）", "kind (default venture)"), Choices.Of<GrantProgrammeKind>());
        return WriteVerb.MakeProposing(
            shell, "create", new("设立资助计划", "Make a programme"), Need.InFund(Permission.Propose, fund), [code, fund, zh, en, kind, file], CreateGrantProgramme.Kind,
            async run => (await ReadAsync<GrantTerms>(run.Required(file), run.Stop)).IsDone(out var terms, out var refusal)
                ? new NewGrantProgramme(run.Required(code), run.Required(fund), run.Value(kind), new Bilingual(run.Required(zh), run.Required(en)), terms) : refusal,
            (run, wanted) => new CreateGrantProgramme(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"已设立资助计划 {done.Programme}。", $"Grant programme {done.Programme} is made."));
    }

    private static Command Amend(Shell shell)
    {
        var (code, file, reason) = (Code(shell, new("计划代码", "code of the programme")), File(shell, new("新条款（JSON）", "the new terms as JSON")), Reason(shell));
        return WriteVerb.MakeProposing(
            shell, "amend", new("修改条款：之后开启的批次用新版本", "Amend the terms, for rounds opened from then on"), new Need(Permission.Propose), [code, file, reason], AmendGrantTerms.Kind,
            async run => (await ReadAsync<GrantTerms>(run.Required(file), run.Stop)).IsDone(out var terms, out var refusal) ? new GrantTermsChange(run.Required(code), terms, run.Required(reason)) : refusal,
            (run, change) => new AmendGrantTerms(run.Database).RunAsync(run.Asked, change, run.Stop),
            done => new($"资助计划 {done.Programme} 的条款现为第 {done.Version} 版。", $"The terms of {done.Programme} are at version {done.Version}."));
    }

    private static Command Programmes(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<GrantProgramme>>(
        shell, "list", new("全部资助计划", "All programmes"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<GrantProgramme>>.Done(await GrantReading.ProgrammesAsync(reader, books)),
        (_, to, programmes) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("类型", "Kind"), shell.In("基金", "Fund"), shell.In("条款版本", "Terms")],
            [.. programmes.Select(one => new[] { one.Code, shell.In(one.Name), shell.In(one.Kind.Name()), one.Fund.Code, $"{one.Version}" })], 4),
        programmes => programmes.Select(one => new { one.Code, one.Name, one.Kind, Fund = one.Fund.Code, one.Version }));

    private static Command Programme(Shell shell)
    {
        var code = Code(shell, new("计划代码", "code of the programme"));
        return ReadVerb.MakeShowing<(GrantProgramme Programme, IReadOnlyList<GrantTermsVersion> Versions)>(
            shell, "show", new("一个资助计划的条款与各版本", "The terms of a programme, and its versions"), [code],
            async (run, reader, books) => (await GrantReading.ProgrammeAsync(reader, books, run.Required(code))).IsDone(out var found, out var refusal) ? (found, await GrantReading.VersionsAsync(reader, found)) : refusal,
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Programme.Code}  {shell.In(shown.Programme.Name)}  {shell.In(shown.Programme.Kind.Name())}  {shown.Programme.Fund.Code}");
                foreach (var fact in GrantWords.Terms(shown.Programme.Terms)) to.WriteLine($"{shell.In(fact.Label)}{shell.In("：", ": ")}{shell.In(fact.Value)}");
                TextTable.Write(to, [shell.In("版本", "Version"), shell.In("记录于", "Recorded"), shell.In("事由", "Why")], [.. shown.Versions.Select(one => new[] { $"{one.Version}", GrantNames.InShanghai(one.RecordedAt), one.Reason })], 0);
            },
            shown => new
            {
                shown.Programme.Code, shown.Programme.Name, shown.Programme.Kind, Fund = shown.Programme.Fund.Code, shown.Programme.Version,
                Terms = System.Text.Json.Nodes.JsonNode.Parse(GrantJson.WriteIndented(shown.Programme.Terms)), Versions = shown.Versions.Select(one => new { one.Version, one.Sha256, one.Reason, one.Actor, one.Proposal }),
            });
    }

    private static Command Template(Shell shell)
    {
        var (currency, to) = (Options.Text(shell, "--currency", new("币种", "CODE"), new("币种（默认 CNY）", "currency (default CNY)")), Output.Option(shell));
        var verb = new Command("template", shell.In("打印条款样本（JSON），数字须自行确定", "Print sample terms as JSON; the numbers are yours to set"));
        verb.Take(currency, to);
        verb.SetAction(async (parsed, stop) =>
        {
            if (!Currency.TryFind(parsed.GetValue(currency) ?? "CNY", out var known))
                return shell.TellRefusal(Refusal.Of("currency", "currency", "没有这个币种。", "There is no such currency."), verb);
            var outcome = await Output.WriteAsync<int>(shell, parsed.GetValue(to) ?? "-", async output =>
            {
                await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(GrantJson.WriteIndented(GrantTemplate.Venture(known)) + "\n"), stop);
                return ExitCode.Done;
            });
            return outcome.IsDone(out var code, out var refusal) ? code : shell.TellRefusal(refusal, verb);
        });
        return verb;
    }

    private static Command Open(Shell shell)
    {
        var programme = Options.Text(shell, "--programme", new("代码", "CODE"), new("计划代码", "code of the programme"), isRequired: true);
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("批次代码", "code of the round"), isRequired: true);
        var (zh, en) = (Name(shell, "--name-zh", new("中文名称", "name in Chinese")), Name(shell, "--name-en", new("英文名称", "name in English")));
        var (opens, closes) = (Moment(shell, "--opens", new("开始受理，如 2026-03-01 09:00（北京时间）", "when it opens, such as 2026-03-01 09:00 (Beijing time)")), Moment(shell, "--closes", new("截止", "when it closes")));
        var budget = Options.Amount(shell, "--budget");
        return WriteVerb.Make(
            shell, "open", new("开启批次：采用计划现行条款", "Open a round, with the terms the programme has now"), new Need(Permission.RecordMoney), [programme, code, zh, en, opens, closes, budget],
            async run =>
            {
                if (!TypedMoment.Minute(run.Required(opens), "opens").IsDone(out var from, out var refusal) || !TypedMoment.Minute(run.Required(closes), "closes").IsDone(out var until, out refusal)) return refusal;
                var found = await run.Database.ReadAsync(async reader => await GrantReading.ProgrammeAsync(reader, await Books.LoadAsync(reader), run.Required(programme)), run.Stop);
                if (!found.IsDone(out var known, out refusal)) return refusal;
                if (!TypedAmount.Read(run.Required(budget), known.Currency, "budget").IsDone(out var envelope, out refusal)) return refusal;
                return await new OpenGrantRound(run.Database).RunAsync(run.Asked, new NewGrantRound(known.Code, run.Required(code), new Bilingual(run.Required(zh), run.Required(en)), from, until, envelope), run.Stop);
            },
            done => new($"批次 {done.Round} 自 {GrantNames.InShanghai(done.OpensAt)} 至 {GrantNames.InShanghai(done.ClosesAt)} 受理，用第 {done.Version} 版条款。",
                $"Round {done.Round} takes applications from {GrantNames.InShanghai(done.OpensAt)} to {GrantNames.InShanghai(done.ClosesAt)}, under version {done.Version} of the terms."));
    }

    private static Command Move(Shell shell)
    {
        var (code, closes, reason) = (Code(shell, new("批次代码", "code of the round")), Moment(shell, "--closes", new("新的截止时间", "the new end")), Reason(shell));
        return WriteVerb.Make(
            shell, "extend", new("改期：截止之前", "Move the end of a round, before it closes"), new Need(Permission.RecordMoney), [code, closes, reason],
            async run => TypedMoment.Minute(run.Required(closes), "closes").IsDone(out var until, out var refusal)
                ? await new MoveRoundEnd(run.Database).RunAsync(run.Asked, new RoundEnd(run.Required(code), until, run.Required(reason)), run.Stop) : refusal, SaidOf);
    }

    private static Command Close(Shell shell)
    {
        var (code, reason) = (Code(shell, new("批次代码", "code of the round")), Reason(shell));
        return WriteVerb.Make(
            shell, "close", new("提前截止：本分钟结束时", "End a round early, with the minute that runs"), new Need(Permission.RecordMoney), [code, reason],
            run => new MoveRoundEnd(run.Database).RunAsync(run.Asked, new RoundEnd(run.Required(code), null, run.Required(reason)), run.Stop), SaidOf);
    }

    private static Bilingual SaidOf(RoundEndMoved done) => new($"批次 {done.Round} 于 {GrantNames.InShanghai(done.ClosesAt)} 截止。", $"Round {done.Round} closes at {GrantNames.InShanghai(done.ClosesAt)}.");

    private static Command Rounds(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<GrantRound>>(
        shell, "list", new("全部批次", "All rounds"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<GrantRound>>.Done(await GrantReading.RoundsAsync(reader, books)),
        (_, to, rounds) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("计划", "Programme"), shell.In("开始", "Opens"), shell.In("截止", "Closes"), shell.In("预算", "Budget"), shell.In("条款版本", "Terms")],
            [.. rounds.Select(one => new[] { one.Code, one.Programme.Code, GrantNames.InShanghai(one.OpensAt), GrantNames.InShanghai(one.ClosesAt), one.Budget.ToGroupedText(), $"{one.Version}" })], 4, 5),
        rounds => rounds.Select(Shown));

    private static Command Round(Shell shell)
    {
        var code = Code(shell, new("批次代码", "code of the round"));
        return ReadVerb.MakeShowing<(GrantRound Round, IReadOnlyList<RoundChange> Changes)>(
            shell, "show", new("一个批次与其改期", "A round, and how its end was moved"), [code],
            async (run, reader, books) => (await GrantReading.RoundAsync(reader, books, run.Required(code))).IsDone(out var found, out var refusal) ? (found, await GrantReading.ChangesAsync(reader, found)) : refusal,
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Round.Code}  {shell.In(shown.Round.Name)}  {GrantNames.InShanghai(shown.Round.OpensAt)} – {GrantNames.InShanghai(shown.Round.ClosesAt)}  {shown.Round.Budget}");
                foreach (var change in shown.Changes) to.WriteLine($"{GrantNames.InShanghai(change.ClosesAtBefore)} → {GrantNames.InShanghai(change.ClosesAt)}  {change.Reason}");
            },
            shown => new { Round = Shown(shown.Round), Changes = shown.Changes.Select(one => new { ClosesAtBefore = GrantNames.InShanghai(one.ClosesAtBefore), ClosesAt = GrantNames.InShanghai(one.ClosesAt), one.Reason, one.Actor }) });
    }

    private static object Shown(GrantRound round) => new
    {
        round.Code, round.Name, Programme = round.Programme.Code, TermsVersion = round.Version, OpensAt = GrantNames.InShanghai(round.OpensAt), ClosesAt = GrantNames.InShanghai(round.ClosesAt), round.Budget, IsClosed = round.ClosedAt is not null,
    };
}
