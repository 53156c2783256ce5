using System.CommandLine;
using System.Globalization;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>sample draw|result|erase-note|list|show</c>; <c>report audit-sample</c>.</summary>
internal static class SampleVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "sample", new("审计样本：抽取、记录结果、推断", "Audit samples: draw, record what is found, project"), Draw(shell), Result(shell), EraseNote(shell), List(shell), Show(shell));

    internal static Command Report(Shell shell)
    {
        var number = Number(shell);
        return ReportVerbs.Make(shell, "audit-sample", new("审计样本：抽取方法、项目、结果与推断，并按种子重抽核对", "An audit sample: how it was drawn, items, results and projection, drawn again to compare"), [number],
            async (run, reader) => (await SampleFigures.OfAsync(reader, run.Required(number))).IsDone(out var done, out var refusal) ? AuditSampleContent.Of(done) : refusal);
    }

    private static Option<long> Number(Shell shell) => new("--sample") { Description = shell.In("样本编号", "number of the sample"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Option<int> Item(Shell shell) => new("--item") { Description = shell.In("第几项", "which item"), HelpName = shell.In("项", "NUMBER"), Required = true };

    private static Need OfSample(Permission act, Option<long> number) => new(act, async run =>
        await run.Database.ReadAsync(reader => Samples.FindAsync(reader, run.Books, run.Required(number)), run.Stop) is { } found ? found.Target : Target.WholeLedger);

    private static Command Draw(Shell shell)
    {
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金及其下级（默认：整个会计主体）", "a fund and those below it (default: the whole entity)"));
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（只有一个时可不写）", "the entity, where there are several"));
        var (from, to) = (Options.Date(shell, "--from", new("起始日", "first day"), isRequired: true), Options.Date(shell, "--to", new("截止日，含当天", "last day, included"), isRequired: true));
        var kind = Choices.Option(shell, "--of", new("总体", "the population"), Choices.Of<PopulationKind>(), isRequired: true);
        var account = Options.Text(shell, "--account", new("科目代码", "CODE"), new("总体为 account 时的科目，连同下级", "of the population 'account': this one and those below it"));
        var negative = Options.Flag(shell, "--negative", new("抽负数项目（如冲销），按绝对值", "the items of the other sign, such as reversals, by their amounts"));
        var method = Choices.Option(shell, "--method", new("方法", "the method"), Choices.Of<SampleMethod>(), isRequired: true);
        var interval = Options.Text(shell, "--interval", new("金额", "AMOUNT"), new("货币单元抽样的间隔", "interval of monetary units"));
        var tolerable = Options.Text(shell, "--tolerable", new("金额", "AMOUNT"), new("可容忍错报；间隔 = 可容忍错报 ÷ 信赖系数", "tolerable misstatement; the interval is this over the confidence factor"));
        var factor = Options.Text(shell, "--factor", new("系数", "FACTOR"), new("信赖系数，如 3.00（95%，预计无错报）", "confidence factor, such as 3.00 (95%, no misstatement expected)"));
        var size = new Option<int?>("--size") { Description = shell.In("随机抽样的样本数", "size of a random sample"), HelpName = shell.In("项数", "COUNT") };
        var over = Options.Text(shell, "--over", new("金额", "AMOUNT"), new("全查的起点金额", "the amount from which all are taken"));
        var seed = Options.Text(shell, "--seed", new("种子", "SEED"), new("字母、数字和连字符（默认：随机）", "letters, digits and hyphens (default: a random one)"));
        var purpose = Options.Text(shell, "--purpose", new("文字", "TEXT"), new("目的，不写人名", "what it is for, without names of people"));
        var knownAt = Options.KnownAt(shell);
        var need = new Need(Permission.Audit, run => Task.FromResult(run.Value(fund) is { } code ? run.Books.FindFund(code) is { } found ? Target.Of(found, run.Books) : Target.WholeLedger
            : run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var whole, out _) ? new Target(whole.Code) : Target.WholeLedger));
        return WriteVerb.Make(
            shell, "draw", new("抽取样本", "Draw a sample"), need, [fund, entity, from, to, kind, account, negative, method, interval, tolerable, factor, size, over, seed, purpose, knownAt],
            async run =>
            {
                if (run.Value(from) > run.Value(to)) return Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
                var asked = new PopulationAsked(run.Value(entity), run.Value(fund), new DateSpan(run.Value(from), run.Value(to)), run.Value(kind), run.Value(account) ?? "", run.Value(negative) ? PopulationPart.Negative : PopulationPart.Positive);
                if (!TypedSample.Read(run.Books, asked, run.Value(method), run.Value(interval), run.Value(tolerable), run.Value(factor), run.Value(over)).IsDone(out var typed, out var refusal)) return refusal;
                return await new DrawSample(run.Database).RunAsync(run.Asked, typed with
                {
                    Seed = run.Value(seed) ?? TypedSample.NewSeed(run.Value(method)), Purpose = run.Value(purpose) ?? "", Size = run.Value(size), KnownAt = run.Has(knownAt) ? run.Value(knownAt) : null,
                }, run.Stop);
            },
            done => new($"样本 {done.Sample}：从 {done.Population} 项（合计 {done.Sum.ToGroupedText()}）中抽出 {done.Items} 项。", $"Sample {done.Sample}: {done.Items} item(s) of {done.Population} that come to {done.Sum.ToGroupedText()}."));
    }

    private static Command Result(Shell shell)
    {
        var (number, item) = (Number(shell), Item(shell));
        var result = Choices.Option(shell, "--result", new("结果", "what was found"), Choices.Of<TestResult>(), isRequired: true);
        var audited = Options.Text(shell, "--audited", new("金额", "AMOUNT"), new("有错报时的审定金额", "what it should be, where it is misstated"));
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("说明", "a note"));
        return WriteVerb.Make(
            shell, "result", new("记录一项的测试结果；再记为新的一版", "Record what an item was found to be; again makes another version"), OfSample(Permission.Audit, number), [number, item, result, audited, note],
            async run =>
            {
                Money? amount = null;
                if (run.Value(audited) is { } typed)
                {
                    if (await run.Database.ReadAsync(reader => Samples.FindAsync(reader, run.Books, run.Required(number)), run.Stop) is not { } sample) return Unknown(run.Required(number));
                    if (!TypedAmount.Read(typed, sample.Currency, "audited").IsDone(out var read, out var refusal)) return refusal;
                    amount = read;
                }

                return await new RecordTestResult(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(item), new TestFound(run.Value(result), amount, run.Value(note) ?? ""), run.Stop);
            },
            done => new($"样本 {done.Sample} 第 {done.Item} 项的结果已记录，第 {done.Version} 版。", $"The result of item {done.Item} of sample {done.Sample} is recorded, version {done.Version}."));
    }

    private static Command EraseNote(Shell shell)
    {
        var (number, item) = (Number(shell), Item(shell));
        var version = new Option<int>("--version-no") { Description = shell.In("第几版", "which version"), HelpName = shell.In("版次", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "erase-note", new("擦除一版结果的说明；结果不变", "Remove the note of one version; the result stands"), Need.OverAll(Permission.ErasePeople), [number, item, version],
            run => new RecordTestResult(run.Database).EraseNoteAsync(run.Asked, run.Required(number), run.Required(item), run.Required(version), run.Stop),
            done => new($"第 {done.Version} 版的说明已擦除。", $"The note of version {done.Version} is erased."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Sample>>(
        shell, "list", new("全部样本", "All samples"), [],
        async (_, reader, books) => (await Samples.ListAsync(reader, books)).ToArray(),
        (_, to, samples) => TextTable.Write(
            to, [shell.In("编号", "No."), shell.In("基金", "Fund"), shell.In("总体", "Population"), shell.In("方法", "Method"), shell.In("项数", "Items"), shell.In("已测试", "Tested"), shell.In("总体合计", "Sum")],
            [.. samples.Select(sample => new[]
            {
                $"{sample.Id}", sample.Fund?.Code ?? sample.Entity.Code, shell.In(sample.Wanted.Of.Kind.Name()), shell.In(sample.Wanted.Method.Name()), $"{sample.DrawnCount}", $"{sample.TestedCount}", sample.PopulationSum.ToGroupedText(),
            })], 0, 4, 5, 6),
        samples => samples.Select(Shape));

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<(Sample Sample, IReadOnlyList<SampleItem> Items)>(
            shell, "show", new("一个样本的项目与推断", "One sample: its items and projection"), [number],
            async (run, reader, books) => await Samples.FindAsync(reader, books, run.Required(number)) is { } sample ? (sample, await Samples.ItemsAsync(reader, books, sample)) : Unknown(run.Required(number)),
            (_, to, shown) =>
            {
                foreach (var fact in SampleFigures.FactsOf(shown.Sample)) to.WriteLine($"{shell.In(fact.Label)}  {(fact.Text is { } text ? shell.In(text) : fact.Amount?.ToGroupedText() ?? fact.Number?.ToString(CultureInfo.InvariantCulture))}");
                TextTable.Write(to, [shell.In("项", "No."), shell.In("分录", "Entry"), shell.In("行", "Line"), shell.In("日期", "Day"), shell.In("金额", "Amount"), shell.In("命中", "Hits"), shell.In("结果", "Result")],
                    [.. shown.Items.Select(item => new[] { $"{item.No}", $"{item.Entry}", $"{item.Line}", item.On.ToIso(), item.Amount.ToGroupedText(), $"{item.Hits}", item.Result is { } found ? shell.In(found.Result.Name()) : "" })], 0, 1, 2, 4, 5);
                foreach (var estimate in Projection.Of(shown.Sample, shown.Items).Estimates) to.WriteLine($"{shell.In(estimate.Name)}  {estimate.Amount.ToGroupedText()}  ({shell.In(estimate.Formula)})");
            },
            shown => new
            {
                Sample = Shape(shown.Sample),
                Items = shown.Items.Select(item => new
                {
                    item.No, Entry = item.Entry.Value, item.Line, item.On, Account = item.Account.Code, Fund = item.Fund.Code, item.Place, item.Amount, item.UpTo, item.Hits, item.IsTop,
                    Result = item.Result is { } found ? new { Result = Choices.Dashed(found.Result.ToString()), found.Audited, found.Note, found.Version, Misstatement = found.MisstatementOf(item.Amount) } : null,
                }),
                Projection = Projection.Of(shown.Sample, shown.Items) is var projection ? new { projection.Tested, projection.Misstated, projection.Known, Estimates = projection.Estimates.Select(estimate => new { estimate.Key, estimate.Amount, Formula = shell.In(estimate.Formula) }) } : null,
            });
    }

    private static object Shape(Sample sample) => new
    {
        Number = sample.Id, Entity = sample.Entity.Code, Fund = sample.Fund?.Code, From = sample.Wanted.Of.Span.First, To = sample.Wanted.Of.Span.Last, Of = Choices.Dashed(sample.Wanted.Of.Kind.ToString()), sample.Wanted.Of.Account,
        Part = Choices.Dashed(sample.Wanted.Of.Part.ToString()), Method = Choices.Dashed(sample.Wanted.Method.ToString()), sample.Wanted.Seed, sample.Interval, FirstUnit = sample.First, sample.Wanted.Tolerable, FactorInHundredths = sample.Wanted.Factor,
        sample.Wanted.Size, FromAmount = sample.Wanted.From, sample.Algorithm, KnownAt = Moments.ToIso(sample.Wanted.KnownAt!.Value), sample.LastEntry, sample.Checkpoint, sample.PopulationCount, sample.PopulationSum, sample.OtherCount, sample.OtherSum,
        Drawn = sample.DrawnCount, Tested = sample.TestedCount,
    };

    private static Refusal Unknown(long number) => Refusal.Of("sample-unknown", "sample", $"没有第 {number} 号样本。", $"There is no sample {number}.");
}
