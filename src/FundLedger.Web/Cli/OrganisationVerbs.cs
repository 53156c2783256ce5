using System.CommandLine;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Cli;

/// <summary><c>organisation register|change|list|show|document|check|bar|unbar|move|person|relate|keep|rules</c>.</summary>
internal static class OrganisationVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "organisation", new("社会组织目录", "The directory of social organisations"), Register(shell), Change(shell), List(shell), Show(shell), Document(shell), Check(shell), Bar(shell), Unbar(shell), Move(shell),
        OrganisationPeopleVerbs.In(shell), OrganisationPeopleVerbs.Relate(shell), OrganisationPeopleVerbs.EndRelation(shell), Keep(shell), Rules(shell));

    internal static Option<string> Code(Shell shell) => Options.Text(shell, "--code", new("代码", "CODE"), new("机构代码", "code of the organisation"), isRequired: true);

    internal static Option<string> Reason(Shell shell) => Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由，永久保存，不写人名", "why; kept for good, without names of people"), isRequired: true);

    private sealed record ProfileOptions(
        Option<string> Code, Option<string> Name, Option<OrganisationKind> Kind, Option<string> CreditCode, Option<string> Fields, Option<string> Place, Option<DateOnly> FoundedOn, Option<string> Payee)
    {
        internal static ProfileOptions Of(Shell shell, bool isNew) => new(
            OrganisationVerbs.Code(shell),
            Options.Text(shell, "--name", new("名称", "NAME"), new("机构名称", "its name"), isNew),
            Choices.Option(shell, "--kind", new("类别", "kind"), Choices.Of<OrganisationKind>(), isNew),
            Options.Text(shell, "--credit-code", new("代码", "CODE"), new("统一社会信用代码，18 位", "unified social credit code, 18 characters")),
            Options.Text(shell, "--fields", new("文字", "TEXT"), new("业务领域，用顿号或逗号分开", "fields of work, with commas between")),
            Options.Text(shell, "--place", new("地点", "PLACE"), new("所在地", "where it is")),
            Options.Date(shell, "--founded-on", new("成立日期", "the day it was founded")),
            Options.Text(shell, "--payee", new("代码", "CODE"), new("收款方代码，见 payee list", "code of the payee, as 'payee list' prints it")));

        internal Symbol[] All => [Code, Name, Kind, CreditCode, Fields, Place, FoundedOn, Payee];

        /// <param name="known">What stands where an option is left out; null for a new one.</param>
        internal OrganisationProfile Read(WriteRun run, Organisation? known) => new(
            run.Required(Code), run.Value(Name) ?? known?.Name ?? "", run.Has(Kind) ? run.Value(Kind) : known?.Kind ?? default, run.Value(CreditCode) ?? known?.CreditCode,
            run.Value(Fields) is { } fields ? OrganisationProfile.FieldsOf(fields) : known?.Fields, run.Value(Place) ?? known?.Place ?? "", run.Has(FoundedOn) ? run.Value(FoundedOn) : known?.FoundedOn, run.Value(Payee) ?? known?.Payee);
    }

    private static Command Register(Shell shell)
    {
        var profile = ProfileOptions.Of(shell, isNew: true);
        return WriteVerb.Make(
            shell, "register", new("登记机构", "Enter an organisation into the directory"), Need.OverAll(Permission.RecordMoney), profile.All,
            run => new RegisterOrganisation(run.Database).RunAsync(run.Asked, profile.Read(run, null), run.Stop),
            done => new($"已登记：{done.Code}。", $"Registered: {done.Code}."));
    }

    private static Command Change(Shell shell)
    {
        var (profile, reason) = (ProfileOptions.Of(shell, isNew: false), Reason(shell));
        return WriteVerb.Make(
            shell, "change", new("更改机构资料；没写的不变", "Change the profile; what is left out stays"), Need.OverAll(Permission.RecordMoney), [.. profile.All, reason],
            async run =>
            {
                var known = await run.Database.ReadAsync(reader => Directory.FindAsync(reader, run.Required(profile.Code)), run.Stop);
                return await new ChangeOrganisation(run.Database).RunAsync(run.Asked, profile.Read(run, known), run.Required(reason), run.Stop);
            },
            done => new($"{done.Code} 的资料现为第 {done.Version} 版。", $"The profile of {done.Code} is at version {done.Version}."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<(Organisation Organisation, Standing Standing)>>(
        shell, "list", new("机构与状态", "Organisations and how they stand"), [],
        async (_, reader, _) =>
        {
            var rules = await DirectoryRules.LoadAsync(reader);
            return (await Directory.AllFactsAsync(reader)).Select(facts => (facts.Organisation, Standing.On(facts, rules, shell.Today))).ToArray();
        },
        (_, to, rows) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("状态", "Status"), shell.In("资质至", "Until"), shell.In("类别", "Kind")],
            [.. rows.Select(row => new[] { row.Organisation.Code, row.Organisation.Name, shell.In(row.Standing.Status.Name()), Until(row.Standing), shell.In(row.Organisation.Kind.Name()) })]),
        rows => rows.Select(row => Shape(row.Organisation, row.Standing)));

    private static Command Show(Shell shell)
    {
        var code = Code(shell);
        return ReadVerb.MakeShowing<(OrganisationFacts Facts, Standing Standing, IReadOnlyList<OrganisationPerson> Persons, IReadOnlyList<RelatedOrganisation> Relations)>(
            shell, "show", new("一个机构：状态、文件、禁入、人员（遮盖）", "One organisation: how it stands, documents, bars, people (masked)"), [code],
            async (run, reader, _) => await Directory.FindAsync(reader, run.Required(code)) is not { } found ? Unknown(run.Required(code))
                : (await Directory.FactsAsync(reader, found), await Directory.StandingAsync(reader, found, shell.Today), await Directory.PersonsAsync(reader, found), await Directory.RelationsAsync(reader, found)),
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Facts.Organisation.Code} {shown.Facts.Organisation.Name} {shown.Facts.Organisation.CreditCode}".TrimEnd());
                to.WriteLine(shell.In(shown.Standing.Status.Name()));
                if (Directory.RefusalFor(shown.Facts.Organisation, shown.Standing, shell.Today) is { } refusal) to.WriteLine(shell.In(refusal.Message));
                TextTable.Write(to, [shell.In("文件", "Document"), shell.In("种类", "Kind"), shell.In("编号", "Number"), shell.In("自", "From"), shell.In("至", "To"), shell.In("核验", "Verified")],
                    [.. shown.Facts.Qualifications.Select(document => new[] { $"{document.Id}", shell.In(document.Kind.Name()), document.Number, document.From.ToIso(), document.To?.ToIso() ?? "", document.Check is null ? "" : document.IsVerified ? shell.In("是", "yes") : shell.In("否", "no") })], 0);
                TextTable.Write(to, [shell.In("禁入", "Bar"), shell.In("自", "From"), shell.In("至", "To"), shell.In("理由", "Reason"), shell.In("撤销", "Taken back")],
                    [.. shown.Facts.Bars.Select(bar => new[] { $"{bar.Id}", bar.From.ToIso(), bar.To.ToIso(), bar.Reason, bar.TakenBack?.ToIso() ?? "" })], 0);
                TextTable.Write(to, [shell.In("人员", "Person"), shell.In("身份", "Relation"), shell.In("姓名", "Name"), shell.In("电话", "Telephone")],
                    [.. shown.Persons.Select(person => new[] { $"{person.No}", shell.In(person.Relation.Name()), person.MaskedName, person.MaskedPhone })], 0);
            },
            shown => new
            {
                Organisation = Shape(shown.Facts.Organisation, shown.Standing),
                Documents = shown.Facts.Qualifications.Select(document => new { document.Id, Kind = Choices.Dashed(document.Kind.ToString()), document.Number, document.From, document.To, document.IsVerified }),
                Bars = shown.Facts.Bars.Select(bar => new { bar.Id, bar.From, bar.To, bar.Reason, bar.TakenBack }),
                Persons = shown.Persons.Select(person => new { person.No, Relation = Choices.Dashed(person.Relation.ToString()), Name = person.MaskedName, Phone = person.MaskedPhone, person.HasId, person.Since, person.Until }),
                Relations = shown.Relations.Select(relation => new { relation.No, Relation = Choices.Dashed(relation.Relation.ToString()), relation.Name, relation.CreditCode, relation.Since, relation.Until }),
            });
    }

    private static Command Document(Shell shell)
    {
        var (code, file) = (Code(shell), Options.Document(shell));
        file.Required = true;
        var kind = Choices.Option(shell, "--kind", new("文件种类", "kind of document"), Choices.Of<QualificationKind>(), isRequired: true);
        var number = Options.Text(shell, "--number", new("编号", "NUMBER"), new("证书或文件编号", "number of the document"), isRequired: true);
        var from = Options.Date(shell, "--from", new("有效期自", "valid from"), isRequired: true);
        var to = Options.Date(shell, "--to", new("有效期至，含当天（默认：长期）", "last day, included (default: no end)"));
        return WriteVerb.Make(
            shell, "document", new("上传资质文件；另一人核验后才算数", "Upload a qualification document; it counts once another has verified it"), Need.OverAll(Permission.RecordMoney), [code, kind, number, from, to, file],
            async run => (await run.DocumentAsync(run.Required(file), "document")).IsDone(out var scan, out var refusal)
                ? await new AddQualification(run.Database).RunAsync(run.Asked, new NewQualification(run.Required(code), run.Value(kind), run.Required(number), run.Required(from), run.Has(to) ? run.Value(to) : null, scan), run.Stop) : refusal,
            done => new($"文件 {done.Qualification} 已上传，待核验。", $"Document {done.Qualification} is uploaded and waits to be verified."));
    }

    private static Command Check(Shell shell)
    {
        var document = new Option<long>("--document") { Description = shell.In("文件号，见 organisation show", "number of the document, as 'organisation show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        var rejects = Options.Flag(shell, "--reject", new("不予认可", "it is not accepted"));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由；不予认可时必填", "why; needed where it is not accepted"));
        return WriteVerb.Make(
            shell, "check", new("核验资质文件", "Verify a qualification document"), Need.OverAll(Permission.RecordMoney), [document, rejects, reason],
            run => new CheckQualification(run.Database).RunAsync(run.Asked, run.Required(document), !run.Value(rejects), run.Value(reason) ?? "", run.Stop),
            done => done.IsVerified ? new($"文件 {done.Qualification} 已核验。", $"Document {done.Qualification} is verified.") : new($"文件 {done.Qualification} 不予认可。", $"Document {done.Qualification} is not accepted."));
    }

    private static Command Bar(Shell shell)
    {
        var (code, reason) = (Code(shell), Reason(shell));
        var from = Options.Date(shell, "--from", new("第一天", "the first day"), isRequired: true);
        var to = Options.Date(shell, "--to", new("最后一天，含当天", "the last day, included"), isRequired: true);
        return WriteVerb.Make(
            shell, "bar", new("禁入：其间不能立项", "Bar an organisation: nothing is awarded meanwhile"), Need.OverAll(Permission.RecordMoney), [code, from, to, reason],
            run => new BarOrganisation(run.Database).RunAsync(run.Asked, new NewBar(run.Required(code), run.Required(from), run.Required(to), run.Required(reason)), run.Stop),
            done => new($"已禁入：第 {done.Bar} 号。", $"Barred: no. {done.Bar}."));
    }

    private static Command Unbar(Shell shell)
    {
        var (code, reason) = (Code(shell), Reason(shell));
        var bar = new Option<long>("--bar") { Description = shell.In("禁入编号，见 organisation show", "number of the bar, as 'organisation show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        return WriteVerb.MakeProposing(
            shell, "unbar", new("撤销禁入，由他人复核", "Take a bar back; another checks it"), Need.OverAll(Permission.Propose), [code, bar, reason], TakeBackBar.Kind,
            run => Task.FromResult<Outcome<BarTakenBack>>(new BarTakenBack(run.Required(code), run.Required(bar), run.Required(reason))),
            (run, wanted) => new TakeBackBar(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"第 {done.Bar} 号禁入已撤销。", $"Bar no. {done.Bar} is taken back."));
    }

    private static Command Move(Shell shell)
    {
        var (code, on, reason) = (Code(shell), Options.On(shell), Reason(shell));
        var move = Choices.Option(shell, "--move", new("变动", "what happens"), Choices.Of<OrganisationMove>(), isRequired: true);
        return WriteVerb.Make(
            shell, "move", new("暂停、恢复、退出或重新加入", "Suspend, resume, leave or return"), Need.OverAll(Permission.RecordMoney), [code, move, on, reason],
            run => new MoveOrganisation(run.Database).RunAsync(run.Asked, run.Required(code), run.Value(move), run.Required(on), run.Required(reason), run.Stop),
            done => new($"{done.Code}：{done.Move.Name().Zh}。", $"{done.Code}: {done.Move.Name().En.ToLowerInvariant()}."));
    }

    private static Command Keep(Shell shell) => WriteVerb.Make(
        shell, "keep", new("开启续期、提醒、标明失效；网站每天早上自动做", "Open renewals, remind of them, say which lapsed; the site does so every morning"), Need.OverAll(Permission.RecordMoney), [], makesBooks: false,
        async run =>
        {
            if (run.IsDryRun) return Refusal.Of("no-dry-run", "dry-run", "提醒不能试算。", "Reminding cannot be tried out.");
            var given = await new KeepDirectory(run.Database).RunAsync(run.Asked.Actor, shell.Today, run.Stop);
            if (run.AsJson) shell.Around.Out.WriteLine(Json.Text(new { Renewals = given.Select(one => new { one.Organisation, one.EndsOn, Stage = Choices.Dashed(one.Stage.ToString()) }) }));
            else TextTable.Write(shell.Around.Out, [shell.In("机构", "Organisation"), shell.In("到期", "Ends"), shell.In("阶段", "Stage")], [.. given.Select(one => new[] { one.Organisation, one.EndsOn.ToIso(), shell.In(one.Stage.Name()) })]);
            return ExitCode.Done;
        });

    private static Command Rules(Shell shell)
    {
        var opens = new Option<int>("--opens-before") { Description = shell.In("到期前几天开启续期（默认：不变）", "days before the end that a renewal opens (default: as it is)"), HelpName = shell.In("天数", "DAYS") };
        var reminds = new Option<int>("--reminds-before") { Description = shell.In("到期前几天提醒（默认：不变）", "days before the end that it is reminded of (default: as it is)"), HelpName = shell.In("天数", "DAYS") };
        var of = Choices.Option(shell, "--of", new("机构类别，与 --requires 同用", "kind of organisation, together with --requires"), Choices.Of<OrganisationKind>());
        var requires = Options.Text(shell, "--requires", new("种类", "KINDS"), new("该类机构须有的文件，逗号分开，如 registration,yearly-check；空字符串为不要求", "documents that kind must have, with commas between, such as registration,yearly-check; empty for none"));
        return WriteVerb.Make(
            shell, "rules", new("设定目录规则", "Set the rules of the directory"), Need.OverAll(Permission.RecordMoney), [opens, reminds, of, requires],
            async run =>
            {
                var rules = await run.Database.ReadAsync(DirectoryRules.LoadAsync, run.Stop);
                if (run.Has(opens)) rules = rules with { OpensBefore = run.Value(opens) };
                if (run.Has(reminds)) rules = rules with { RemindsBefore = run.Value(reminds) };
                if (run.Value(requires) is { } listed)
                {
                    if (!run.Has(of)) return Refusal.Of("rules-kind", "of", "请用 --of 写明是哪类机构。", "Say with --of for which kind of organisation.");
                    var kinds = new List<QualificationKind>();
                    foreach (var word in listed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    {
                        if (!Choices.Of<QualificationKind>().Any(known => string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase)))
                            return Refusal.Of("rules-document", "requires", $"不认识文件种类“{word}”。", $"The kind of document '{word}' is not known.");
                        kinds.Add(Choices.Of<QualificationKind>().First(known => string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase)).Value);
                    }

                    rules = rules with { Required = new Dictionary<OrganisationKind, IReadOnlyList<QualificationKind>>(rules.Required) { [run.Value(of)] = kinds } };
                }

                return await new SetDirectoryRules(run.Database).RunAsync(run.Asked, rules, run.Stop);
            },
            done => new($"目录规则现为第 {done.Version} 版。", $"The rules of the directory are at version {done.Version}."));
    }

    private static Refusal Unknown(string code) => Refusal.Of("organisation-unknown", "code", $"目录中没有代码为“{code}”的机构。", $"There is no organisation of the code '{code}' in the directory.");

    private static string Until(Standing standing) => standing.QualifiedUntil is not { } until ? "" : until == DateOnly.MaxValue ? "–" : until.ToIso();

    private static object Shape(Organisation organisation, Standing standing) => new
    {
        organisation.Code, organisation.Name, organisation.CreditCode, Kind = Choices.Dashed(organisation.Kind.ToString()), organisation.Fields, organisation.Place, organisation.FoundedOn, organisation.Payee, organisation.Version,
        Status = Choices.Dashed(standing.Status.ToString()), QualifiedUntil = standing.QualifiedUntil == DateOnly.MaxValue ? null : standing.QualifiedUntil, BarredUntil = standing.BarredBy?.To,
    };
}
