using System.CommandLine;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FundLedger.Web.Cli;

/// <summary><c>disclosure list|show|publish|correct|exempt|set|activity</c>.</summary>
internal static class DisclosureVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "disclosure", new("信息公开：日历、文件各版、更正", "What is to be published: the calendar, documents in versions, corrections"), List(shell), Show(shell), Publish(shell, isCorrection: false), Publish(shell, isCorrection: true), Exempt(shell), Set(shell), Activity(shell));

    private static Option<string> Item(Shell shell) => Options.Text(shell, "--item", new("编号", "KEY"), new("事项编号，由 disclosure list 列出", "key of the item, as 'disclosure list' shows it"), isRequired: true);

    private static Option<string> Text(Shell shell, string name, Bilingual says, bool isRequired = false) => Options.Text(shell, name, new("文字", "TEXT"), says, isRequired);

    private static Refusal Unknown(string key) => Refusal.Of("disclosure-unknown", "item", $"没有编号为“{key}”的公开事项。", $"There is nothing to be published under '{key}'.");

    private static Need OnItem(Permission act, Option<string> item) => new(act, async run =>
        await run.Database.ReadAsync(reader => DisclosureReading.FindAsync(reader, run.Books, run.Required(item)), run.Stop) is { } work ? DisclosureRules.TargetOf(work.Item) : Target.WholeLedger);

    private static Command List(Shell shell)
    {
        var (from, to) = (Options.Date(shell, "--from", new("到期自（默认：半年前）", "due from (default: half a year ago)")), Options.Date(shell, "--to", new("到期至（默认：半年后）", "due to (default: half a year ahead)")));
        var (fund, state) = (Options.Text(shell, "--fund", new("代码", "CODE"), new("只列这个基金", "of this fund only")), Choices.Option(shell, "--state", new("只列这种状态", "in this state only"), Choices.Of<DisclosureState>()));
        return ReadVerb.MakeShowing<IReadOnlyList<DisclosureWork>>(
            shell, "list", new("信息公开日历", "The disclosure calendar"), [from, to, fund, state],
            async (run, reader, books) =>
            {
                var (first, last) = (run.Has(from) ? run.Value(from) : shell.Today.AddMonths(-6), run.Has(to) ? run.Value(to) : shell.Today.AddMonths(6));
                if (Worklist.DueCalendar.RefusalFor(first, last) is { } wrong) return wrong;
                return (await DisclosureReading.DueAsync(reader, books, new DateSpan(first, last)))
                    .Where(work => (!run.Has(fund) || work.Item.Fund?.Code == run.Value(fund)) && (!run.Has(state) || work.StateOn(shell.Today) == run.Value(state))).ToList();
            },
            (_, output, works) => TextTable.Write(
                output, [shell.In("编号", "Key"), shell.In("到期", "Due"), shell.In("基金或主体", "Fund or entity"), shell.In("状态", "State"), shell.In("版次", "Version"), shell.In("事项", "What")],
                [.. works.Select(work => new[] { work.Item.Key, work.Item.DueOn.ToIso(), work.Item.Fund?.Code ?? work.Item.Entity.Code, shell.In(work.StateOn(shell.Today).Name()), work.Newest is { } newest ? $"{newest.No}" : "", shell.In(work.Item.Name) })], 4),
            works => new { Items = works.Select(work => Shape(shell, work)) });
    }

    private static Command Show(Shell shell)
    {
        var item = Item(shell);
        return ReadVerb.MakeShowing<DisclosureWork>(
            shell, "show", new("一个事项：各版文件及其哈希、更正", "One item: its documents in versions with their hashes, and corrections"), [item],
            async (run, reader, books) => await DisclosureReading.FindAsync(reader, books, run.Required(item)) is { } work ? work : Unknown(run.Required(item)),
            (_, output, work) =>
            {
                output.WriteLine($"{shell.In(work.Item.Name)} · {work.Item.Fund?.Name ?? work.Item.Entity.Name} · {work.Item.Covers.First.ToIso()} – {work.Item.Covers.Last.ToIso()}");
                output.WriteLine(shell.In($"最迟 {work.Item.DueOn.ToIso()}：{work.StateOn(shell.Today).Name().Zh}", $"due on {work.Item.DueOn.ToIso()}: {work.StateOn(shell.Today).Name().En}"));
                if (work.Exemption is { } exemption) output.WriteLine(exemption.Reason);
                TextTable.Write(
                    output, [shell.In("版次", "Version"), shell.In("公开日期", "Published on"), shell.In("文件", "File"), "SHA-256", shell.In("更正理由", "Why it was corrected")],
                    [.. work.Versions.SelectMany(version => version.Draft.Files.Select(file => new[] { $"{version.No}", version.On.ToIso(), file.FileName, Convert.ToHexStringLower(file.Sha256), version.Reason }))], 0);
                for (var at = 1; at < work.Versions.Count; at++)
                    foreach (var changed in DisclosureCalendar.Between(work.Versions[at - 1].Draft, work.Versions[at].Draft)) output.WriteLine($"{work.Versions[at].No}  {changed.Report}  {shell.In(changed.Name)}: {changed.Before} → {changed.After}");
            },
            work => Shape(shell, work));
    }

    private static object Shape(Shell shell, DisclosureWork work) => new
    {
        work.Item.Key, work.Item.Rule, Name = work.Item.Name.In(shell.Language), Entity = work.Item.Entity.Code, Fund = work.Item.Fund?.Code, From = work.Item.Covers.First, To = work.Item.Covers.Last, work.Item.DueOn,
        State = work.StateOn(shell.Today), Prepared = work.Prepared?.Id, Exemption = work.Exemption?.Reason,
        Versions = work.Versions.Select(version => new
        {
            version.No, version.On, version.Place, version.Address, version.Reason, KnownAt = Moments.ToIso(version.Draft.KnownAt), version.Draft.CheckpointSize,
            Files = version.Draft.Files.Select(file => new { file.Report, file.Language, file.FileName, Sha256 = Convert.ToHexStringLower(file.Sha256) }), version.Draft.Figures,
        }),
    };

    /// <summary>Draws and keeps the document, and publishes it or asks for that.</summary>
    private static Command Publish(Shell shell, bool isCorrection)
    {
        var item = Item(shell);
        var reports = new Option<string[]>("--report") { Description = shell.In("报表，可多次（默认：这类事项通常的报表）", "report, may be given several times (default: those usual for the duty)"), HelpName = shell.In("代码", "CODE") };
        var words = Text(shell, "--words", new("公告文字，不写人名", "what is told beside the reports; no names"));
        var language = Choices.Option(shell, "--lang", new("文件语言（默认 zh-CN）", "language of the document (default zh-CN)"), [("zh-CN", Language.Zh), ("zh", Language.Zh), ("en", Language.En)]);
        var address = Text(shell, "--address", new("外部平台的网址或名称", "address or name of the platform outside"));
        var reason = Text(shell, "--reason", new("更正理由，公开并永久保存，不写人名", "why it is corrected; published and kept for good: no names"), isRequired: true);
        Symbol[] inputs = [item, reports, words, language, address];
        return WriteVerb.MakeProposing(
            shell, isCorrection ? "correct" : "publish", isCorrection ? new("以新的一版更正；两版都可阅读", "Correct what was published by a further version; both stay readable") : new("出具文件并公开", "Draw the document and publish it"),
            OnItem(Permission.Propose, item), isCorrection ? [.. inputs, reason] : inputs, PublishDisclosure.Kind,
            async run =>
            {
                if (await run.Database.ReadAsync(reader => DisclosureReading.FindAsync(reader, run.Books, run.Required(item)), run.Stop) is not { } work) return Unknown(run.Required(item));
                if (isCorrection != work.Versions.Count > 0)
                    return isCorrection ? Refusal.Of("disclosure-first", "item", "还没有公开，无从更正。请用 disclosure publish。", "It is not published yet, so there is nothing to correct: use 'disclosure publish'.")
                        : Refusal.Of("disclosure-again", "item", "已经公开。要改请用 disclosure correct。", "It is published already: use 'disclosure correct' to change it.");
                var text = run.Value(words) ?? "";
                var chosen = run.Value(reports) is { Length: > 0 } named ? named : DisclosureDrawing.UnlessSaid(work.Item, text);
                var (spoken, now) = (run.Has(language) ? run.Value(language) : Language.Zh, Moments.ToMicroseconds(shell.Clock.GetUtcNow()));
                if (!(await DrawAsync(run, work.Item, chosen, text, spoken, now)).IsDone(out var draft, out var refusal)) return refusal;
                if (!(await new PrepareDisclosure(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/prepare" }, draft, run.Stop)).IsDone(out var prepared, out refusal)) return refusal;
                var place = DisclosureRule.Find(work.Item.Rule)?.IsForEverybody == false ? DisclosurePlace.Donors : run.Has(address) ? DisclosurePlace.Outside : DisclosurePlace.Own;
                return new NewPublication(work.Item.Key, work.Versions.Count, prepared.Draft, place, run.Value(address) ?? "", isCorrection ? run.Required(reason) : "");
            },
            (run, wanted) => new PublishDisclosure(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"{done.Item} 已公开第 {done.Version} 版。", $"{done.Item} is published in version {done.Version}."));
    }

    private static async Task<Outcome<NewDraft>> DrawAsync(WriteRun run, DisclosureItem item, IReadOnlyList<string> reports, string words, Language language, long now)
    {
        var keeper = new CheckpointKeeper(run.Database, run.Shell.Clock, SealPlaces.Of(run.Shell.StorageOf(run.Parsed), run.Shell.Around.Environment), NullLogger<CheckpointKeeper>.Instance);
        await keeper.BeforeReportAsync(run.Asked.Actor, run.Stop);
        var issued = new List<NewIssuedFile>();
        var drawn = await run.Database.ReadAsync(reader => DisclosureDrawing.DrawAsync(reader, run.Books, item, reports, words, language, now, (content, output) =>
        {
            if (IssuedPdf.Write(content, ReportFormat.Pdf, language, output) is { } file) issued.Add(file);
            return Task.CompletedTask;
        }), run.Stop);
        foreach (var file in issued) await keeper.IssuedAsync(file);
        return drawn;
    }

    private static Command Exempt(Shell shell)
    {
        var (item, reason) = (Item(shell), Text(shell, "--reason", new("为什么不适用，不写人名", "why it does not apply; no names"), isRequired: true));
        return WriteVerb.MakeProposing(
            shell, "exempt", new("认定不适用，由另一人同意", "Find that it does not apply; another person agrees"), OnItem(Permission.Propose, item), [item, reason], ExemptDisclosure.Kind,
            run => Task.FromResult<Outcome<NewExemption>>(new NewExemption(run.Required(item), run.Required(reason))),
            (run, wanted) => new ExemptDisclosure(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"{done.Item} 已认定为不适用。", $"{done.Item} does not apply."));
    }

    private static Command Set(Shell shell)
    {
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的一个）", "entity (default: the only one)"));
        var (from, major) = (Options.Date(shell, "--from", new("自哪一天到期的起管理", "looked after from this due day on"), isRequired: true), Options.Amount(shell, "--major"));
        var (raises, reason) = (Options.Flag(shell, "--raises-publicly", new("有公开募捐资格", "it may ask the public for gifts")), Text(shell, "--reason", new("依据，如章程条款", "what it rests on, such as an article of the charter"), isRequired: true));
        return WriteVerb.Make(
            shell, "set", new("设定信息公开：自何日起、重大标准", "Say from when on disclosures are looked after, and what is major"), Need.InEntity(Permission.RecordMoney, entity), [entity, from, major, raises, reason],
            async run =>
            {
                if (!run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var of, out var refusal)) return refusal;
                if (!TypedAmount.Read(run.Required(major), of.Currency, "major").IsDone(out var amount, out refusal)) return refusal;
                return await new SetDisclosures(run.Database).RunAsync(run.Asked, new NewDisclosureSettings(of.Code, run.Value(raises), run.Required(from), amount, run.Required(reason)), run.Stop);
            },
            done => new($"已设定 {done.Entity} 的信息公开（第 {done.Version} 版）。", $"Disclosures of {done.Entity} are set (version {done.Version})."));
    }

    private static Command Activity(Shell shell) => Commands.Group(shell, "activity", new("公开募捐、定向募捐和慈善项目", "Public and directed campaigns, and charity projects"), AddActivity(shell), EndActivity(shell), Activities(shell));

    private static Command AddActivity(Shell shell)
    {
        var (fund, code, name) = (Options.Fund(shell), ActivityCode(shell), Options.Text(shell, "--name", new("名称", "NAME"), new("名称", "its name"), isRequired: true));
        var kind = Choices.Option(shell, "--kind", new("种类", "what it is"), Choices.Of<DisclosureActivityKind>(), isRequired: true);
        var (from, to) = (Options.Date(shell, "--from", new("第一天", "first day"), isRequired: true), Options.Date(shell, "--to", new("最后一天（默认：未定）", "last day (default: open)")));
        return WriteVerb.Make(
            shell, "add", new("登记募捐或项目", "Enter a campaign or project"), Need.InFund(Permission.RecordMoney, fund), [fund, kind, code, name, from, to],
            run => new KeepDisclosureActivity(run.Database).RunAsync(
                run.Asked, new NewDisclosureActivity(run.Required(fund), run.Required(kind), run.Required(code), run.Required(name), run.Required(from), run.Has(to) ? run.Value(to) : null), run.Stop),
            done => new($"已登记 {done.Code}。", $"{done.Code} is entered."));
    }

    private static Command EndActivity(Shell shell)
    {
        var (code, last) = (ActivityCode(shell), Options.Date(shell, "--on", new("最后一天", "last day"), isRequired: true));
        var need = new Need(Permission.RecordMoney, async run => (await run.Database.ReadAsync(reader => DisclosureReading.ActivitiesAsync(reader, run.Books), run.Stop)).FirstOrDefault(known => known.Code == run.Required(code)) is { } known ? Target.Of(known.Fund, run.Books) : Target.WholeLedger);
        return WriteVerb.Make(
            shell, "end", new("写明结束日期", "Say when it ends"), need, [code, last],
            run => new KeepDisclosureActivity(run.Database).EndAsync(run.Asked, run.Required(code), run.Required(last), run.Stop), done => new($"已写明 {done.Code} 的结束日期。", $"The end of {done.Code} is entered."));
    }

    private static Command Activities(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<DisclosureActivity>>(
        shell, "list", new("列出募捐和项目", "Campaigns and projects"), [], async (_, reader, books) => new Outcome<IReadOnlyList<DisclosureActivity>>.Done(await DisclosureReading.ActivitiesAsync(reader, books)),
        (_, output, activities) => TextTable.Write(
            output, [shell.In("代码", "Code"), shell.In("种类", "Kind"), shell.In("基金", "Fund"), shell.In("第一天", "From"), shell.In("最后一天", "To"), shell.In("名称", "Name")],
            [.. activities.Select(one => new[] { one.Code, shell.In(one.Kind.Name()), one.Fund.Code, one.First.ToIso(), one.Last?.ToIso() ?? "", one.Name })]),
        activities => new { Activities = activities.Select(one => new { one.Code, one.Kind, Fund = one.Fund.Code, one.Name, one.First, one.Last }) });

    private static Option<string> ActivityCode(Shell shell) => Options.Text(shell, "--code", new("代码", "CODE"), new("募捐或项目的代码", "code of the campaign or project"), isRequired: true);
}
