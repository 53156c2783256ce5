using System.CommandLine;
using System.Globalization;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>award decide</c>, <c>amend</c>, <c>object</c>, <c>answer</c>, <c>sign</c>, <c>evaluate</c>, <c>conditions</c>, <c>prove</c>, <c>complete</c>, <c>end</c>, <c>list</c>, <c>show</c>, <c>agreement</c>.</summary>
internal static class AwardVerbs
{
    private const long MostBytes = 1024 * 1024;

    internal static Command In(Shell shell) => Commands.Group(
        shell, "award", new("立项：决定、公示、协议、变更、评估、结项", "Awards: decided, published, signed, amended, evaluated, completed"),
        Decide(shell), Amend(shell), Object(shell), Answer(shell), Sign(shell), Evaluate(shell), Conditions(shell), Prove(shell), Complete(shell), End(shell), List(shell), Show(shell), AgreementVerb(shell));

    internal static Option<string> Award(Shell shell) => Options.Text(shell, "--award", new("编号", "NUMBER"), new("立项编号", "number of the award"), isRequired: true);

    internal static Option<int> Number(Shell shell, string name, Bilingual description) => new(name) { Description = shell.In(description), HelpName = shell.In("编号", "NUMBER"), Required = true };

    /// <summary>In the fund whose award an option names.</summary>
    internal static Need OfAward(Permission act, Option<string> award) => new(act, async run =>
        await run.Database.ReadAsync(reader => AwardReading.FindAsync(reader, run.Books, run.Required(award)), run.Stop) is { } found ? Target.Of(found.Fund, run.Books) : Target.WholeLedger);

    /// <summary>An amount in the currency of the award that an option names.</summary>
    internal static async Task<Outcome<Money>> AmountAsync(WriteRun run, Option<string> amount, Option<string> award) =>
        (await FindAsync(run, award)).IsDone(out var found, out var refusal) ? TypedAmount.Read(run.Required(amount), found.Amount.Currency, amount.Name[2..]) : refusal;

    internal static async Task<Outcome<Award>> FindAsync(WriteRun run, Option<string> award) =>
        await run.Database.ReadAsync(reader => AwardReading.FindAsync(reader, run.Books, run.Required(award)), run.Stop) is { } found ? found
            : Refusal.Of("award-unknown", "award", $"没有立项“{run.Required(award)}”。", $"There is no award '{run.Required(award)}'.");

    internal static async Task<Outcome<T>> FileAsync<T>(WriteRun run, Option<string> file)
        where T : class => (await InputFile.ReadAsync(run.Required(file), "file", MostBytes, run.Stop)).IsDone(out var content, out var refusal) ? GrantJson.Read<T>(content) : refusal;

    internal static Option<string> File(Shell shell, Bilingual description) => Options.Text(shell, "--file", new("文件", "FILE"), description, isRequired: true);

    private static Option<string> Reason(Shell shell) => Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);

    private static Command Decide(Shell shell)
    {
        var file = File(shell, new("立项（JSON），写法见手册", "the award as JSON, as the guide tells"));
        return WriteVerb.MakeProposing(
            shell, "decide", new("立项：承诺资金并开始公示", "Decide an award: its money is committed and it is published"), new Need(Permission.Propose), [file], DecideAward.Kind,
            run => FileAsync<NewAward>(run, file),
            (run, award) => new DecideAward(run.Database).RunAsync(run.Asked, award, run.Stop),
            done => !done.IsPublished
                ? new($"已立项 {done.Award}：分录 {done.Entry}，不公示，可以签约，来源 {Parts(done.Parts)}。", $"Award {done.Award} is decided: entry {done.Entry}, not published, may be signed at once, from {Parts(done.Parts)}.")
                : new(
                $"已立项 {done.Award}：分录 {done.Entry}，公示至 {done.PublicityLast.ToIso()}，来源 {Parts(done.Parts)}。", $"Award {done.Award} is decided: entry {done.Entry}, published until {done.PublicityLast.ToIso()}, from {Parts(done.Parts)}."));
    }

    private static Command Amend(Shell shell)
    {
        var file = File(shell, new("变更（JSON），写法见手册", "the amendment as JSON, as the guide tells"));
        return WriteVerb.MakeProposing(
            shell, "amend", new("变更立项：金额、来源、批次、预算、期限", "Amend an award: amount, sources, tranches, budget, days"), new Need(Permission.Propose), [file], AmendAward.Kind,
            run => FileAsync<Amendment>(run, file),
            (run, amendment) => new AmendAward(run.Database).RunAsync(run.Asked, amendment, run.Stop),
            done => done.PublishedUntil is { } until
                ? new($"立项 {done.Award} 已变更为第 {done.Version} 版；金额有变，重新公示至 {until.ToIso()}，之后签订。", $"Award {done.Award} is amended: version {done.Version}; its amount is another, so it is published once more until {until.ToIso()} and signed after that.")
                : new($"立项 {done.Award} 已变更为第 {done.Version} 版，签订变更后继续拨付。", $"Award {done.Award} is amended: version {done.Version}; it is paid on when that is signed."));
    }

    private static Command Object(Shell shell)
    {
        var (award, on) = (Award(shell), Options.On(shell));
        var by = Options.Text(shell, "--by", new("姓名", "NAME"), new("提出人，可擦除", "who objects; erasable"));
        var content = Options.Text(shell, "--what", new("文字", "TEXT"), new("异议内容，可擦除", "what is objected to; erasable"), isRequired: true);
        return WriteVerb.Make(
            shell, "object", new("登记公示期内的异议：答复之前不能签约", "Record an objection: nothing is signed before it is answered"), OfAward(Permission.RecordMoney, award), [award, on, by, content],
            run => new RaiseObjection(run.Database).RunAsync(run.Asked, new NewObjection(run.Required(award), run.Required(on), run.Value(by) ?? "", run.Required(content)), run.Stop),
            done => new($"已登记立项 {done.Award} 的第 {done.Number} 号异议。", $"Objection no. {done.Number} to award {done.Award} is recorded."));
    }

    private static Command Answer(Shell shell)
    {
        var (award, number, on) = (Award(shell), Number(shell, "--objection", new("异议编号", "number of the objection")), Options.On(shell));
        var answer = Options.Text(shell, "--answer", new("文字", "TEXT"), new("答复", "the answer"), isRequired: true);
        var upheld = Options.Flag(shell, "--upheld", new("异议成立：须撤销或变更立项", "the objection is right: the award is to be taken back or amended"));
        return WriteVerb.Make(
            shell, "answer", new("答复异议", "Answer an objection"), OfAward(Permission.RecordMoney, award), [award, number, on, answer, upheld],
            run => new AnswerObjection(run.Database).RunAsync(run.Asked, new ObjectionAnswer(run.Required(award), run.Required(number), run.Required(on), run.Value(upheld), run.Required(answer)), run.Stop),
            done => new($"第 {done.Number} 号异议已答复。", $"Objection no. {done.Number} is answered."));
    }

    private static Command Sign(Shell shell)
    {
        var (award, on, scan) = (Award(shell), Options.On(shell), EvidenceFile.Option(shell));
        return WriteVerb.Make(
            shell, "sign", new("登记签订的协议（扫描件）：批次自此起算", "Record the signed agreement's scan: tranches count from then"), OfAward(Permission.RecordMoney, award), [award, on, scan],
            async run =>
            {
                if (!(await FindAsync(run, award)).IsDone(out var found, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(run.Required(scan), "document")).IsDone(out var file, out refusal)) return refusal;
                if (!run.IsDryRun && !(await new KeepEvidence(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/evidence" }, file, run.Stop)).IsDone(out _, out refusal)) return refusal;
                return await new SignAgreement(run.Database).RunAsync(run.Asked, new Signing(found.Number, Agreement.TextSha256Of(found), run.Required(on), Evidence.Name(file)), run.Stop);
            },
            done => new($"立项 {done.Award} 第 {done.Version} 版协议已签订，共 {done.Tranches} 批。", $"Version {done.Version} of award {done.Award} is signed; it has {done.Tranches} tranche(s)."));
    }

    private static Command Evaluate(Shell shell)
    {
        var (award, on) = (Award(shell), Options.On(shell));
        var kind = Choices.Option(shell, "--kind", new("哪一次评估", "which evaluation"), Choices.Of<EvaluationKind>(), isRequired: true);
        var verdict = Choices.Option(shell, "--verdict", new("结论", "what it found"), Choices.Of<Verdict>(), isRequired: true);
        var score = new Option<int?>("--score") { Description = shell.In("分数，0 至 100", "points, 0 to 100"), HelpName = shell.In("分数", "POINTS") };
        var conditions = Options.Text(shell, "--conditions", new("文字", "TEXT"), new("有条件通过时的条件", "under which conditions it passed"));
        var by = Options.Text(shell, "--by", new("机构", "BODY"), new("评估方，不写人名", "the body that evaluated; no person's name"), isRequired: true);
        return WriteVerb.Make(
            shell, "evaluate", new("登记评估结果：不通过则暂缓其余批次", "Record an evaluation: a failed one holds what is not released"), OfAward(Permission.RecordMoney, award), [award, on, kind, verdict, score, conditions, by],
            run => new EvaluateAward(run.Database).RunAsync(run.Asked, new NewEvaluation(
                run.Required(award), run.Value(kind), run.Required(on), run.Value(verdict), run.Value(score), run.Value(conditions) ?? "", run.Required(by)), run.Stop),
            done => new($"已登记立项 {done.Award} 的第 {done.Number} 次评估：{done.Verdict.Name().Zh}。", $"Evaluation no. {done.Number} of award {done.Award} is recorded: {done.Verdict.Name().En}."));
    }

    private static Command Conditions(Shell shell)
    {
        var (award, number, on) = (Award(shell), Number(shell, "--evaluation", new("评估编号", "number of the evaluation")), Options.On(shell));
        return WriteVerb.Make(
            shell, "conditions", new("登记评估所附条件已满足", "Say that the conditions of an evaluation are met"), OfAward(Permission.RecordMoney, award), [award, number, on],
            run => new MeetConditions(run.Database).RunAsync(run.Asked, run.Required(award), run.Required(number), run.Required(on), run.Stop),
            done => new($"立项 {done.Award} 第 {done.Number} 次评估的条件已满足。", $"The conditions of evaluation no. {done.Number} of award {done.Award} are met."));
    }

    private static Command Prove(Shell shell)
    {
        var (award, on, document) = (Award(shell), Options.On(shell), EvidenceFile.Option(shell));
        var kind = Choices.Option(shell, "--kind", new("证明什么", "what is shown"), Choices.Of<ProofKind>(), isRequired: true);
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("是什么材料，不写人名", "what it is; no person's name"), isRequired: true);
        var amount = Options.Amount(shell, isRequired: false);
        var share = Options.Text(shell, "--share", new("百分比", "PERCENT"), new("满意的比例，如 92.5", "share of those who are content, such as 92.5"));
        var asked = new Option<int?>("--respondents") { Description = shell.In("受访人数", "how many were asked"), HelpName = shell.In("人数", "COUNT") };
        var tranche = new Option<int?>("--tranche") { Description = shell.In("材料对应的批次", "the tranche that documents are for"), HelpName = shell.In("批次", "NUMBER") };
        var voids = new Option<int?>("--voids") { Description = shell.In("作废的证明编号", "number of the proof that no longer counts"), HelpName = shell.In("编号", "NUMBER") };
        return WriteVerb.MakeProposing(
            shell, "prove", new("登记证明材料，由他人复核", "Record a proof; another checks it"), OfAward(Permission.Propose, award), [award, on, kind, what, document, amount, share, asked, tranche, voids], ProveForAward.Kind,
            run => ReadProofAsync(run, award, on, kind, what, document, amount, share, asked, tranche, voids),
            async (run, proof) =>
            {
                if (!(await run.DocumentAsync(run.Required(document), "document")).IsDone(out var file, out var refusal)) return refusal;
                if (!run.IsDryRun && !(await new KeepEvidence(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/evidence" }, file, run.Stop)).IsDone(out _, out refusal)) return refusal;
                return await new ProveForAward(run.Database).RunAsync(run.Asked, proof, run.Stop);
            },
            done => new($"已登记立项 {done.Award} 的第 {done.Number} 份证明。", $"Proof no. {done.Number} of award {done.Award} is recorded."));
    }

    private static async Task<Outcome<NewProof>> ReadProofAsync(
        WriteRun run, Option<string> award, Option<DateOnly> on, Option<ProofKind> kind, Option<string> what, Option<string> document, Option<string> amount, Option<string> share, Option<int?> asked, Option<int?> tranche, Option<int?> voids)
    {
        if (!(await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out var refusal)) return refusal;
        Money? money = null;
        if (run.Has(amount))
        {
            if (!(await AmountAsync(run, amount, award)).IsDone(out var read, out refusal)) return refusal;
            money = read;
        }

        BasisPoints? content = null;
        if (run.Value(share) is { } typed)
        {
            if (!TypedShare.Read(typed, "share").IsDone(out var read, out refusal)) return refusal;
            content = read;
        }

        return new NewProof(run.Required(award), run.Value(kind), run.Required(what), run.Required(on), Evidence.Name(file), run.Value(tranche), money, content, run.Value(asked), run.Value(voids));
    }

    private static Command Complete(Shell shell)
    {
        var (award, on) = (Award(shell), Options.On(shell));
        return WriteVerb.Make(
            shell, "complete", new("结项：各批次均已付清或取消", "Complete an award whose tranches are all paid or taken off"), OfAward(Permission.RecordMoney, award), [award, on],
            run => new CompleteAward(run.Database).RunAsync(run.Asked, run.Required(award), run.Required(on), run.Stop),
            done => new($"立项 {done.Award} 已结项。", $"Award {done.Award} is completed."));
    }

    private static Command End(Shell shell)
    {
        var (award, on, reason) = (Award(shell), Options.On(shell), Reason(shell));
        var bar = BarUntil(shell);
        return WriteVerb.MakeProposing(
            shell, "end", new("撤销或终止立项：未拨付部分按来源释放", "Take back or stop an award: what was not released goes back by source"), OfAward(Permission.Propose, award), [award, on, reason, bar], EndAward.Kind,
            run => Task.FromResult<Outcome<AwardEnding>>(new AwardEnding(run.Required(award), run.Required(on), run.Required(reason), run.Has(bar) ? run.Value(bar) : null)),
            (run, ending) => new EndAward(run.Database).RunAsync(run.Asked, ending, run.Stop),
            done => new($"立项 {done.Award} 已{(done.Status == AwardStatus.Stopped ? "终止" : "撤销")}，释放 {Parts(done.Released)}。", $"Award {done.Award} is {(done.Status == AwardStatus.Stopped ? "stopped" : "taken back")}; released: {Parts(done.Released)}."));
    }

    internal static Option<DateOnly> BarUntil(Shell shell) => Options.Date(shell, "--bar-until", new("机构禁入至（默认：不禁入）", "last day on which the organisation is kept out (default: it is not)"));

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Award>>(
        shell, "list", new("列出立项", "List the awards"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Award>>.Done(await AwardReading.ListAsync(reader, books)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("编号", "Number"), shell.In("基金", "Fund"), shell.In("机构", "Organisation"), shell.In("项目", "Project"), shell.In("金额", "Amount"), shell.In("立项日", "Decided"), shell.In("状态", "Stage")],
            [.. shown.Select(one => new[] { one.Number, one.Fund.Code, one.Organisation, one.Terms.Title, one.Amount.ToGroupedText(), one.DecidedOn.ToIso(), shell.In(one.StageOn(shell.Today).Name()) })], 4),
        shown => shown.Select(one => Shape(one, shell.Today)));

    private static Command Show(Shell shell)
    {
        var award = Award(shell);
        return ReadVerb.MakeShowing<ShownAward>(
            shell, "show", new("一项立项：批次、来源、评估、追回", "One award: tranches, sources, evaluations, clawbacks"), [award],
            async (run, reader, books) => await AwardReading.FindAsync(reader, books, run.Required(award)) is { } found ? await ShownAward.LoadAsync(reader, books, found, shell.Today)
                : Refusal.Of("award-unknown", "award", $"没有立项“{run.Required(award)}”。", $"There is no award '{run.Required(award)}'."),
            (_, to, shown) => shown.Print(shell, to),
            shown => shown.Shape(shell.Today));
    }

    private static Command AgreementVerb(Shell shell)
    {
        var (number, to) = (new Argument<string>(shell.In("编号", "NUMBER")) { Description = shell.In("立项编号", "number of the award") }, Output.Option(shell));
        var version = new Option<int?>("--version") { Description = shell.In("哪一版（默认：最新）", "which version (default: the last)"), HelpName = shell.In("版本", "N") };
        return ReadVerb.Make(shell, "agreement", new("写出资助协议（PDF），语言由 --lang 定", "Write the grant agreement as PDF, in the language of --lang"), [number, version, to], async run =>
        {
            await ReportDrawn.BeginAsync(run);
            return await run.Database.ReadAsync<Outcome<int>>(async reader =>
            {
                if (run.Value(to) is not { } path) return Refusal.Of("out-missing", "out", "请用 --out 指定文件；--out - 为标准输出。", "Name the file with --out; --out - is standard output.");
                if (!(await AgreementFigures.OfAsync(reader, run.Required(number), run.Value(version))).IsDone(out var agreement, out var refusal) || !ReportDrawn.Led(shell, AgreementContent.Of(agreement)).IsDone(out var content, out refusal)) return refusal;
                return await Output.WriteAsync<int>(shell, path, async output =>
                {
                    await ReportDrawn.WriteAsync(run, content, ReportFormat.Pdf, output);
                    return ExitCode.Done;
                });
            }, run.Stop);
        });
    }

    internal static object Shape(Award award, DateOnly today) => new
    {
        Award = award.Number, Fund = award.Fund.Code, award.Programme, award.Round, award.Organisation, award.Application, award.Terms.Title, award.Amount, award.DecidedOn, award.PublicityLast, award.SignedOn, award.Version,
        Stage = award.StageOn(today), award.EndedOn, award.Terms.Parts,
    };

    private static string Parts(IEnumerable<AwardPart> parts) => string.Join(", ", parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Source} {part.Amount.ToGroupedText()}")));

    /// <summary>An award with all that belongs to it, as of a day.</summary>
    private sealed record ShownAward(
        Award Award, IReadOnlyList<TrancheAtWork> Tranches, IReadOnlyList<AwardPart> Committed, IReadOnlyList<Evaluation> Evaluations, IReadOnlyList<Clawback> Clawbacks)
    {
        internal static async Task<ShownAward> LoadAsync(LedgerReader reader, Books books, Award award, DateOnly today) => new(
            award, await AwardReading.AtWorkAsync(reader, books, award, today), [.. (await AwardReading.CommittedAsync(reader, books, award)).Select(part => new AwardPart(part.Source.Code, part.Amount))],
            await AwardReading.EvaluationsAsync(reader, award), await AwardReading.ClawbacksAsync(reader, award));

        internal void Print(Shell shell, TextWriter to)
        {
            to.WriteLine($"{Award.Number}  {Award.Terms.Title}  {Award.Amount.ToGroupedText()} {Award.Amount.Currency}  {shell.In(Award.StageOn(shell.Today).Name())}");
            to.WriteLine(shell.In(Award.StageOn(shell.Today).Next(Award.PublicityLast)));
            TextTable.Write(
                to, [shell.In("批次", "Tranche"), shell.In("到期", "Due"), shell.In("金额", "Amount"), shell.In("已付", "Paid"), shell.In("状态", "State"), shell.In("原因", "Why")],
                [.. Tranches.Select(one => new[]
                {
                    $"{one.Tranche.No}", one.Tranche.DueOn?.ToIso() ?? "", one.Tranche.Amount.ToGroupedText(), one.Tranche.Paid.ToGroupedText(), shell.In(one.StateOn(shell.Today).Name()),
                    string.Join(shell.In("；", "; "), one.Holds.Select(hold => shell.In(hold.Why))),
                })], 0, 2, 3);
            TextTable.Write(to, [shell.In("来源", "Source"), shell.In("已立项未拨付", "Committed")], [.. Committed.Select(part => new[] { part.Source, part.Amount.ToGroupedText() })], 1);
            if (Clawbacks.Count > 0)
                TextTable.Write(
                    to, [shell.In("追回", "Clawback"), shell.In("日期", "Claimed"), shell.In("金额", "Amount"), shell.In("未还", "Open"), shell.In("逾期", "Overdue")],
                    [.. Clawbacks.Select(claim => new[] { $"{claim.No}", claim.ClaimedOn.ToIso(), claim.Amount.ToGroupedText(), claim.Open.ToGroupedText(), claim.OverdueOn(shell.Today).ToGroupedText() })], 0, 2, 3, 4);
        }

        internal object Shape(DateOnly today) => new
        {
            Award = AwardVerbs.Shape(Award, today), Committed,
            Tranches = Tranches.Select(one => new
            {
                one.Tranche.No, one.Tranche.Amount, one.Tranche.DueOn, State = one.StateOn(today), Holds = one.Holds.Select(hold => hold.Code), one.Tranche.Owed, one.Tranche.Paid, one.Tranche.ReleasedOn, Entry = one.Tranche.Entry?.Value,
                OverdueDays = one.Tranche.OverdueDaysOn(today),
            }),
            Evaluations, Clawbacks,
        };
    }
}
