using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>need post|change|close|list|show|step|erase-step|match|follow|receive|deliver</c>; <c>offer make|change|close|list</c>.</summary>
internal static class NeedVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "need", new("需求清单与五步", "What neighbourhoods need, and the five steps"), Post(shell), Change(shell), Close(shell), List(shell), Show(shell), Step(shell), EraseStep(shell), MatchVerb(shell), Follow(shell),
        Purchase(shell, "receive", new("政府购买服务到账", "Government purchase received"), (purchase, run, move) => purchase.ReceiveAsync(run.Asked, move, run.Stop)),
        Purchase(shell, "deliver", new("政府购买服务交付，不超过已到账", "Government purchase delivered, never more than was received"), (purchase, run, move) => purchase.DeliverAsync(run.Asked, move, run.Stop)));

    internal static Option<string> Code(Shell shell, Bilingual description) => Options.Text(shell, "--code", new("代码", "CODE"), description, isRequired: true);

    private static Option<string> NeedCode(Shell shell) => Code(shell, new("需求代码", "code of the need"));

    private static Option<long> Number(Shell shell) => new("--match") { Description = shell.In("对接编号，见 need show", "number of the match, as 'need show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private sealed record SaidOptions(Option<string> Title, Option<string> Description, Option<string> Field, Option<string> Place, Option<DateOnly> WantedBy, Option<string> Amount, Option<string> Steps)
    {
        internal static SaidOptions Of(Shell shell, bool isNew) => new(
            Options.Text(shell, "--title", new("名称", "TITLE"), new("名称", "what it is called"), isNew), Options.Text(shell, "--description", new("文字", "TEXT"), new("说明，不写人名", "description, without names of people")),
            Options.Text(shell, "--field", new("领域", "FIELD"), new("领域", "field of work")), Options.Text(shell, "--place", new("地点", "PLACE"), new("地点", "where")),
            Options.Date(shell, "--wanted-by", new("希望何时办成", "when it is wanted by")), Options.Text(shell, "--amount", new("金额", "AMOUNT"), new("大致金额", "rough amount")),
            Options.Text(shell, "--steps", new("步骤", "STEPS"), new("必须经过的步骤，逗号分开：propose,deliberate,decide,carry-out,evaluate 或 all", "steps it demands, with commas between: propose,deliberate,decide,carry-out,evaluate or all")));

        internal Symbol[] All => [Title, Description, Field, Place, WantedBy, Amount, Steps];

        /// <param name="known">What stands where an option is left out; null for a new one.</param>
        internal Outcome<NeedWanted> Read(WriteRun run, string code, Fund fund, Needs.Need? known)
        {
            Money? amount = known?.Amount;
            if (run.Value(Amount) is { } typed)
            {
                if (!TypedAmount.Read(typed, fund.Currency, "amount").IsDone(out var read, out var refusal)) return refusal;
                amount = read;
            }

            if (!StepsOf(run.Value(Steps), known?.Steps ?? []).IsDone(out var steps, out var badSteps)) return badSteps;
            return new NeedWanted(code, fund.Code, run.Value(Title) ?? known?.Title ?? "", run.Value(Description) ?? known?.Description ?? "", run.Value(Field) ?? known?.Field ?? "", run.Value(Place) ?? known?.Place ?? "",
                run.Has(WantedBy) ? run.Value(WantedBy) : known?.WantedBy, amount, steps);
        }

        private static Outcome<IReadOnlyList<NeedStep>> StepsOf(string? text, IReadOnlyList<NeedStep> known)
        {
            if (text is null) return new Outcome<IReadOnlyList<NeedStep>>.Done(known);
            if (text == "all") return new Outcome<IReadOnlyList<NeedStep>>.Done(NeedSteps.All);
            var steps = new List<NeedStep>();
            foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!Choices.Of<NeedStep>().Any(step => string.Equals(step.Word, word, StringComparison.OrdinalIgnoreCase))) return Refusal.Of("step-unknown", "steps", $"不认识步骤“{word}”。", $"The step '{word}' is not known.");
                steps.Add(Choices.Of<NeedStep>().First(step => string.Equals(step.Word, word, StringComparison.OrdinalIgnoreCase)).Value);
            }

            return steps;
        }
    }

    private static Command Post(Shell shell)
    {
        var (code, fund, said) = (NeedCode(shell), Options.Fund(shell), SaidOptions.Of(shell, isNew: true));
        return WriteVerb.Make(
            shell, "post", new("发布需求", "Post a need"), Need.InFund(Permission.RecordMoney, fund), [code, fund, .. said.All],
            async run => !run.Books.Fund(run.Required(fund)).IsDone(out var found, out var refusal) ? refusal
                : said.Read(run, run.Required(code), found, null).IsDone(out var wanted, out refusal) ? await new PostNeed(run.Database).RunAsync(run.Asked, wanted, run.Stop) : refusal,
            done => new($"需求 {done.Code} 已发布。", $"Need {done.Code} is posted."));
    }

    private static Command Change(Shell shell)
    {
        var (code, said, reason) = (NeedCode(shell), SaidOptions.Of(shell, isNew: false), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "change", new("更改需求；没写的不变", "Change a need; what is left out stays"), OfNeed(code), [code, .. said.All, reason],
            async run => await FindAsync(run, code) is not { } known ? Unknown(run.Required(code))
                : said.Read(run, known.Code, known.Fund, known).IsDone(out var wanted, out var refusal) ? await new PostNeed(run.Database).ChangeAsync(run.Asked, wanted, run.Required(reason), run.Stop) : refusal,
            done => new($"需求 {done.Code} 现为第 {done.Version} 版。", $"Need {done.Code} is at version {done.Version}."));
    }

    private static Command Close(Shell shell)
    {
        var (code, on, reason) = (NeedCode(shell), Options.On(shell), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "close", new("结束需求", "Close a need"), OfNeed(code), [code, on, reason], run => new PostNeed(run.Database).CloseAsync(run.Asked, run.Required(code), run.Required(on), run.Required(reason), run.Stop),
            done => new($"需求 {done.Code} 已结束。", $"Need {done.Code} is closed."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<(Needs.Need Need, NeedState State)>>(
        shell, "list", new("需求清单", "What is needed"), [],
        async (_, reader, books) =>
        {
            var matches = await NeedReading.MatchesAsync(reader, books);
            return (await NeedReading.NeedsAsync(reader, books)).Select(need => (need, NeedReading.StateOf(need, matches))).ToArray();
        },
        (_, to, rows) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Title"), shell.In("状态", "State"), shell.In("基金", "Fund"), shell.In("希望办成", "Wanted by"), shell.In("大致金额", "Roughly")],
            [.. rows.Select(row => new[] { row.Need.Code, row.Need.Title, shell.In(row.State.Name()), row.Need.Fund.Code, row.Need.WantedBy?.ToIso() ?? "", row.Need.Amount?.ToGroupedText() ?? "" })], 5),
        rows => rows.Select(row => Shape(row.Need, row.State)));

    private static Command Show(Shell shell)
    {
        var code = NeedCode(shell);
        return ReadVerb.MakeShowing<(Needs.Need Need, NeedState State, IReadOnlyList<StepHeld> Steps, IReadOnlyList<NeedMatch> Matches)>(
            shell, "show", new("一个需求：五步与对接", "One need: its steps and matches"), [code],
            async (run, reader, books) =>
            {
                if (await NeedReading.FindNeedAsync(reader, books, run.Required(code)) is not { } need) return Unknown(run.Required(code));
                var matches = await NeedReading.MatchesAsync(reader, books);
                return (need, NeedReading.StateOf(need, matches), await NeedReading.StepsAsync(reader, need), matches.Where(match => match.Need == need.Code).ToArray());
            },
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Need.Code} {shown.Need.Title} · {shell.In(shown.State.Name())}");
                TextTable.Write(to, [shell.In("步骤", "Step"), shell.In("版本", "Version"), shell.In("日期", "Day"), shell.In("到会", "Present"), shell.In("赞成", "For"), shell.In("反对", "Against"), shell.In("弃权", "Abstained")],
                    [.. shown.Steps.Select(step => new[] { shell.In(step.Step.Name()), $"{step.Version}", step.HeldOn.ToIso(), $"{step.Attendance}", $"{step.For}", $"{step.Against}", $"{step.Abstained}" })], 1, 3, 4, 5, 6);
                TextTable.Write(to, [shell.In("对接", "Match"), shell.In("服务项目", "Offer"), shell.In("机构", "Organisation"), shell.In("合同", "Contract"), shell.In("状态", "State"), shell.In("议定", "Agreed")],
                    [.. shown.Matches.Select(match => new[] { $"{match.Id}", match.Offer, match.Organisation, shell.In(match.Contract.Name()), shell.In(match.State.Name()), match.Amount?.ToGroupedText() ?? "" })], 0, 5);
            },
            shown => new
            {
                Need = Shape(shown.Need, shown.State),
                Steps = shown.Steps.Select(step => new { Step = Choices.Dashed(step.Step.ToString()), step.Version, step.HeldOn, step.Attendance, step.For, step.Against, step.Abstained, step.Reason }),
                Matches = shown.Matches.Select(match => new { match.Id, match.Offer, match.Organisation, Contract = Choices.Dashed(match.Contract.ToString()), State = Choices.Dashed(match.State.ToString()), match.Amount }),
            });
    }

    private static Command Step(Shell shell)
    {
        var (code, step, on) = (NeedCode(shell), StepOption(shell), Options.On(shell));
        var minutes = Options.Text(shell, "--minutes", new("文字", "TEXT"), new("记录", "the minutes"), isRequired: true);
        Option<int> Count(string name, Bilingual what) => new(name) { Description = shell.In(what), HelpName = shell.In("人数", "NUMBER") };
        var (present, votesFor, against, abstained) = (Count("--present", new("到会人数", "how many were present")), Count("--votes-for", new("赞成", "votes for")), Count("--votes-against", new("反对", "votes against")), Count("--abstained", new("弃权", "abstained")));
        var (file, reason) = (Options.Document(shell), Options.Text(shell, "--reason", new("文字", "TEXT"), new("更正理由；首次记录时不写", "reason of a correction; not the first time")));
        return WriteVerb.Make(
            shell, "step", new("记录提、议、定、办、评中的一步，或更正它", "Record one of the five steps, or correct it"), OfNeed(code), [code, step, on, minutes, present, votesFor, against, abstained, file, reason],
            async run => (await run.DocumentAsync(file)).IsDone(out var scan, out var refusal) || refusal is null ? await new RecordStep(run.Database).RunAsync(run.Asked, new StepWanted(
                run.Required(code), run.Value(step), run.Required(on), run.Required(minutes), run.Value(present), run.Value(votesFor), run.Value(against), run.Value(abstained), scan is null ? [] : [scan], run.Value(reason) ?? ""), run.Stop) : refusal,
            done => new($"已记录：{done.Step.Name().Zh}，第 {done.Version} 版。", $"Recorded: {done.Step.Name().En}, version {done.Version}."));
    }

    private static Command EraseStep(Shell shell)
    {
        var (code, step) = (NeedCode(shell), StepOption(shell));
        var version = new Option<int>("--version-no") { Description = shell.In("第几版", "which version"), HelpName = shell.In("版次", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "erase-step", new("擦除一版会议记录；日期和票数不变", "Remove the minutes of one version; day and votes stand"), Need.OverAll(Permission.ErasePeople), [code, step, version],
            run => new RecordStep(run.Database).EraseAsync(run.Asked, run.Required(code), run.Value(step), run.Required(version), run.Stop),
            done => new($"第 {done.Version} 版记录已擦除。", $"The minutes of version {done.Version} are erased."));
    }

    private static Command MatchVerb(Shell shell)
    {
        var (code, on) = (NeedCode(shell), Options.On(shell));
        var offer = Options.Text(shell, "--offer", new("代码", "CODE"), new("服务项目代码", "code of the offer"), isRequired: true);
        var contract = Choices.Option(shell, "--contract", new("合同类别（默认 grant）", "contract (default grant)"), Choices.Of<ContractKind>());
        var amount = Options.Text(shell, "--amount", new("金额", "AMOUNT"), new("议定金额", "the amount agreed"));
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("说明", "a note"));
        return WriteVerb.Make(
            shell, "match", new("把需求与服务项目对接", "Match a need with an offer"), OfNeed(code), [code, offer, contract, on, amount, note],
            async run =>
            {
                if (await FindAsync(run, code) is not { } need) return Unknown(run.Required(code));
                Money? agreed = null;
                if (run.Value(amount) is { } typed)
                {
                    if (!TypedAmount.Read(typed, need.Fund.Currency, "amount").IsDone(out var read, out var refusal)) return refusal;
                    agreed = read;
                }

                return await new MatchNeed(run.Database).RunAsync(run.Asked, new MatchWanted(need.Code, run.Required(offer), run.Value(contract), run.Required(on), agreed, run.Value(note) ?? ""), run.Stop);
            },
            done => new($"已对接：第 {done.Match} 号。", $"Matched: no. {done.Match}."));
    }

    private static Command Follow(Shell shell)
    {
        var (number, on) = (Number(shell), Options.On(shell));
        var state = Choices.Option(shell, "--state", new("状态", "state"), Choices.Of<MatchState>(), isRequired: true);
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("跟进情况，不写人名", "how it goes, without names of people"));
        return WriteVerb.Make(
            shell, "follow", new("跟进对接", "Follow a match"), OfMatch(number), [number, state, on, note],
            run => new FollowMatch(run.Database).RunAsync(run.Asked, run.Required(number), run.Value(state), run.Required(on), run.Value(note) ?? "", run.Stop),
            done => new($"第 {done.Match} 号对接：{done.State.Name().Zh}。", $"Match no. {done.Match}: {done.State.Name().En.ToLowerInvariant()}."));
    }

    private static Command Purchase(Shell shell, string name, Bilingual description, Func<PurchaseServices, WriteRun, PurchaseMove, Task<Outcome<PurchaseRecorded>>> act)
    {
        var (number, amount, on, reference, file) = (Number(shell), Options.Amount(shell), Options.On(shell), Options.Reference(shell, new("凭据编号", "number of the document")), Options.Document(shell));
        return WriteVerb.Make(
            shell, name, description, OfMatch(number), [number, amount, on, reference, file],
            async run =>
            {
                if (await NeedOfAsync(run, number) is not { } need) return Refusal.Of("match-unknown", "match", $"没有第 {run.Required(number)} 号对接。", $"There is no match no. {run.Required(number)}.");
                if (!TypedAmount.Read(run.Required(amount), need.Fund.Currency, "amount").IsDone(out var money, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(file)).IsDone(out var scan, out refusal) && refusal is not null) return refusal;
                return await act(new PurchaseServices(run.Database), run, new PurchaseMove(run.Required(number), money, run.Required(on), run.Value(reference), File: scan));
            },
            done => new($"已记账：分录 {done.Entry}。", $"Recorded: entry {done.Entry}."));
    }

    private static Option<NeedStep> StepOption(Shell shell) => Choices.Option(shell, "--step", new("步骤", "step"), Choices.Of<NeedStep>(), isRequired: true);

    private static Task<Needs.Need?> FindAsync(WriteRun run, Option<string> code) => run.Database.ReadAsync(reader => NeedReading.FindNeedAsync(reader, run.Books, run.Required(code)), run.Stop);

    private static Task<Needs.Need?> NeedOfAsync(WriteRun run, Option<long> number) => run.Database.ReadAsync(async reader =>
        await NeedReading.FindMatchAsync(reader, run.Books, run.Required(number)) is { } match ? await NeedReading.FindNeedAsync(reader, run.Books, match.Need) : null, run.Stop);

    private static Need OfNeed(Option<string> code) => new(Permission.RecordMoney, async run => await FindAsync(run, code) is { } need ? Target.Of(need.Fund, run.Books) : Target.WholeLedger);

    private static Need OfMatch(Option<long> number) => new(Permission.RecordMoney, async run => await NeedOfAsync(run, number) is { } need ? Target.Of(need.Fund, run.Books) : Target.WholeLedger);

    private static Refusal Unknown(string code) => Refusal.Of("need-unknown", "code", $"没有代码为“{code}”的需求。", $"There is no need of the code '{code}'.");

    private static object Shape(Needs.Need need, NeedState state) => new
    {
        need.Code, Fund = need.Fund.Code, need.Title, need.Description, need.Field, need.Place, need.WantedBy, need.Amount, Steps = need.Steps.Select(step => Choices.Dashed(step.ToString())), need.Version, State = Choices.Dashed(state.ToString()), need.ClosedOn, need.CloseReason,
    };
}
