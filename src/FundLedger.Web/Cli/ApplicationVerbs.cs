using System.CommandLine;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>application start|answer|budget|attach|check|submit|withdraw|reopen|request-changes|ineligible|member|list|show</c>.</summary>
internal static class ApplicationVerbs
{
    /// <summary>What <c>application answer</c> reads: any part may be left out.</summary>
    private sealed record AnswersFile(ApplicationBasics? Basics = null, IReadOnlyDictionary<string, string>? Eligibility = null, IReadOnlyDictionary<string, string>? Answers = null);

    internal static Command In(Shell shell) => Commands.Group(
        shell, "application", new("申报：填写、签署、提交、撤回", "Applications: written, signed, submitted, withdrawn"), Start(shell), Answer(shell), Budget(shell), Attach(shell), Check(shell), Submit(shell), Withdraw(shell),
        RequestChanges(shell), Reopen(shell), Ineligible(shell), Decline(shell), DeclineRest(shell), Member(shell), CloseDue(shell), List(shell), Show(shell));

    internal static Argument<string> Number(Shell shell) => new(shell.In("编号", "NUMBER")) { Description = shell.In("申请编号", "number of the application") };

    private static Command Start(Shell shell)
    {
        var round = Options.Text(shell, "--round", new("代码", "CODE"), new("批次代码", "code of the round"), isRequired: true);
        var organisation = Options.Text(shell, "--organisation", new("代码", "CODE"), new("机构代码", "code of the organisation"), isRequired: true);
        return WriteVerb.Make(
            shell, "start", new("开始一份申请", "Start an application"), new Need(Permission.EditOrganisation), [round, organisation],
            run => new StartApplication(run.Database).RunAsync(run.Asked, run.Required(round), run.Required(organisation), run.Stop),
            done => new($"申请编号 {done.Number}，{GrantNames.InShanghai(done.Deadline)} 截止。", $"Application {done.Number}; it closes at {GrantNames.InShanghai(done.Deadline)}."));
    }

    private static Command Answer(Shell shell)
    {
        var (number, file) = (Number(shell), GrantVerbs.File(shell, new("JSON：basics、eligibility、answers，各部分可省", "JSON with basics, eligibility and answers; each may be left out")));
        return WriteVerb.Make(
            shell, "answer", new("保存基本情况、资格和问题的答案", "Save basics and answers"), new Need(Permission.EditOrganisation), [number, file],
            async run => (await GrantVerbs.ReadAsync<AnswersFile>(run.Required(file), run.Stop)).IsDone(out var read, out var refusal)
                ? await new SaveApplication(run.Database).RunAsync(run.Asked, new ApplicationEdit(run.Required(number), read.Basics, read.Eligibility, read.Answers), run.Stop) : refusal, Saved);
    }

    private static Command Budget(Shell shell)
    {
        var (number, file) = (Number(shell), GrantVerbs.File(shell, new("JSON：requested、own、lines", "JSON with requested, own and lines")));
        return WriteVerb.Make(
            shell, "budget", new("保存预算：各行合计须等于申请与自筹总额", "Save the budget: its lines make the sums stated"), new Need(Permission.EditOrganisation), [number, file],
            async run => (await GrantVerbs.ReadAsync<ApplicationBudget>(run.Required(file), run.Stop)).IsDone(out var read, out var refusal)
                ? await new SaveApplication(run.Database).RunAsync(run.Asked, new ApplicationEdit(run.Required(number), Budget: read), run.Stop) : refusal, Saved);
    }

    private static Bilingual Saved(ApplicationSaved done) => done.Missing == 0
        ? new($"已保存 {done.Number}，内容完整，可以签署提交。", $"{done.Number} is saved; nothing is missing, and it may be signed.")
        : new($"已保存 {done.Number}，还有 {done.Missing} 项未完成。", $"{done.Number} is saved; {done.Missing} item(s) are still missing.");

    private static Command Attach(Shell shell)
    {
        var number = Number(shell);
        var slot = Options.Text(shell, "--slot", new("代码", "CODE"), new("材料代码；回答文件题用 answer-问题代码", "code of the document; answer-CODE for a question that asks for a file"), isRequired: true);
        var file = GrantVerbs.File(shell, new("文件（PDF、图片、办公文档或文本）", "the file: PDF, picture, office document or text"));
        return WriteVerb.Make(
            shell, "attach", new("上传材料", "Add a file"), new Need(Permission.EditOrganisation), [number, slot, file],
            async run => (await run.DocumentAsync(run.Required(file), "file")).IsDone(out var content, out var refusal)
                ? await new AttachToApplication(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(slot), content, run.Stop) : refusal,
            done => new($"已存入 {done.Slot}（{done.Type.Name().Zh}，SHA-256 {done.Sha256}）。", $"Kept as {done.Slot} ({done.Type.Name().En}, SHA-256 {done.Sha256})."));
    }

    private static Command Check(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<GrantApplication>(
            shell, "check", new("还缺什么", "What is still missing"), [number], (run, reader, _) => FindAsync(reader, run.Required(number)),
            (_, to, found) =>
            {
                foreach (var item in found.Missing) to.WriteLine($"{shell.In(item.Step.Name())}  {item.Field}  {shell.In(item.Message)}");
                if (found.Missing.Count == 0) to.WriteLine(shell.In($"内容完整。签署的哈希：{found.ToCertify.Sha256()}", $"Nothing is missing. The hash to sign: {found.ToCertify.Sha256()}"));
            },
            found => new { found.Number, found.Status, Missing = found.Missing.Select(item => new { item.Step, item.Field, item.Code, item.Message }), Sha256 = found.ToCertify.Sha256() });
    }

    private static Command Submit(Shell shell)
    {
        var number = Number(shell);
        var sha256 = Options.Text(shell, "--sha256", new("哈希", "HASH"), new("所签署内容的哈希（默认：现在的内容）", "hash of what is signed (default: what it is now)"));
        return WriteVerb.Make(
            shell, "submit", new("签署并提交", "Certify and submit"), new Need(Permission.CertifyOrganisation), [number, sha256],
            async run =>
            {
                var hash = run.Value(sha256) ?? (await run.Database.ReadAsync(reader => ApplicationReading.FindAsync(reader, run.Required(number)), run.Stop))?.ToCertify.Sha256() ?? "";
                return await new SubmitApplication(run.Database).RunAsync(run.Asked, run.Required(number), hash, run.Stop);
            },
            done => new($"已提交 {done.Number} 第 {done.Version} 版，SHA-256 {done.Sha256}。", $"{done.Number} is submitted, version {done.Version}, SHA-256 {done.Sha256}."));
    }

    private static Command Withdraw(Shell shell)
    {
        var (number, reason) = (Number(shell), GrantVerbs.Reason(shell));
        return WriteVerb.Make(shell, "withdraw", new("撤回申请", "Withdraw an application"), new Need(Permission.ReadOrganisation), [number, reason],
            run => new WithdrawApplication(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(reason), run.Stop), Moved);
    }

    private static Command RequestChanges(Shell shell) => WithDeadline(shell, "request-changes", new("要求修改已提交的申请", "Ask for changes of what was submitted"), (run, number, reason, deadline) => new RequestChanges(run.Database).RunAsync(run.Asked, number, reason, deadline, run.Stop));

    private static Command Reopen(Shell shell) => WithDeadline(shell, "reopen", new("重新开放：准予迟交，或恢复已撤回、判不合格的申请", "Open again: a late entry, or one withdrawn or found ineligible"), (run, number, reason, deadline) => new ReopenApplication(run.Database).RunAsync(run.Asked, number, reason, deadline, run.Stop));

    private static Command WithDeadline(Shell shell, string name, Bilingual description, Func<WriteRun, string, string, long, Task<Outcome<ApplicationMoved>>> act)
    {
        var (number, reason, deadline) = (Number(shell), GrantVerbs.Reason(shell), GrantVerbs.Moment(shell, "--deadline", new("新的截止时间，如 2026-04-10 17:00", "its own deadline, such as 2026-04-10 17:00")));
        return WriteVerb.Make(shell, name, description, new Need(Permission.RecordMoney), [number, reason, deadline],
            async run => TypedMoment.Minute(run.Required(deadline), "deadline").IsDone(out var until, out var refusal) ? await act(run, run.Required(number), run.Required(reason), until) : refusal, Moved);
    }

    private static Command Ineligible(Shell shell)
    {
        var (number, reason) = (Number(shell), GrantVerbs.Reason(shell));
        return WriteVerb.Make(shell, "ineligible", new("判定不符合资格", "Find an application ineligible"), new Need(Permission.RecordMoney), [number, reason],
            run => new FindIneligible(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(reason), run.Stop), Moved);
    }

    private static Command Decline(Shell shell)
    {
        var (number, reason) = (Number(shell), GrantVerbs.Reason(shell));
        return WriteVerb.Make(shell, "decline", new("不予立项", "Decline an application that was reviewed"), new Need(Permission.RecordMoney), [number, reason],
            run => new DeclineApplication(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(reason), run.Stop), Moved);
    }

    private static Command DeclineRest(Shell shell)
    {
        var round = Options.Text(shell, "--round", new("代码", "CODE"), new("批次代码", "code of the round"), isRequired: true);
        var reason = GrantVerbs.Reason(shell);
        return WriteVerb.Make(shell, "decline-rest", new("批次中评审完成而未立项的，全部不予立项", "Decline all of a round that were reviewed and not awarded"), new Need(Permission.RecordMoney), [round, reason],
            run => new DeclineTheRest(run.Database).RunAsync(run.Asked, run.Required(round), run.Required(reason), run.Stop),
            done => new($"批次 {done.Round}：{done.Numbers.Count} 份申请不予立项。", $"Round {done.Round}: {done.Numbers.Count} application(s) declined."));
    }

    private static Bilingual Moved(ApplicationMoved done) => new($"申请 {done.Number}：{done.Status.Name().Zh}。", $"Application {done.Number}: {done.Status.Name().En}.");

    private static Command Member(Shell shell)
    {
        var number = Number(shell);
        var person = Options.Text(shell, "--person", new("登录名", "NAME"), new("登录名", "sign-in name"), isRequired: true);
        var role = Choices.Option(shell, "--role", new("在团队中的角色（默认 viewer；removed 为移出）", "role in the team (default viewer; removed takes them out)"), Choices.Of<MemberRole>());
        return WriteVerb.Make(
            shell, "member", new("设定申请团队成员", "Bring somebody into an application's team"), new Need(Permission.EditOrganisation), [number, person, role],
            async run => await PersonIdAsync(run.Database, run.Required(person), run.Stop) is { } id
                ? await new SetApplicationMember(run.Database).RunAsync(run.Asked, run.Required(number), id, run.Value(role), run.Stop) : NoPerson(run.Required(person)),
            done => new($"已设定 {done.Number} 的团队成员。", $"The team of {done.Number} is set."));
    }

    private static Command CloseDue(Shell shell) => WriteVerb.Make(
        shell, "close-due", new("移动已错过截止的申请（平时由定时任务做）", "Move what missed its deadline (otherwise done by the schedule)"), Need.OverAll(Permission.RecordMoney), [],
        async run => (Outcome<RoundsClosed>)await new CloseRounds(run.Database).RunAsync(run.Who.Actor, Moments.ToMicroseconds(shell.Clock.GetUtcNow()), run.Stop),
        done => new($"{done.Missed.Count} 份申请错过截止；{done.Rounds.Count} 个批次已截止。", $"{done.Missed.Count} application(s) missed the deadline; {done.Rounds.Count} round(s) closed."));

    private static Command List(Shell shell)
    {
        var round = Options.Text(shell, "--round", new("代码", "CODE"), new("只列此批次", "only of this round"));
        var organisation = Options.Text(shell, "--organisation", new("代码", "CODE"), new("只列此机构", "only of this organisation"));
        return ReadVerb.MakeShowing<IReadOnlyList<GrantApplication>>(
            shell, "list", new("申请与其状态", "Applications and where they stand"), [round, organisation],
            async (run, reader, _) => new Outcome<IReadOnlyList<GrantApplication>>.Done(await ApplicationReading.ListAsync(reader, run.Value(round) ?? "", run.Value(organisation) ?? "")),
            (_, to, all) => TextTable.Write(
                to, [shell.In("编号", "Number"), shell.In("机构", "Organisation"), shell.In("名称", "Title"), shell.In("类别", "Category"), shell.In("申请资助", "Asked for"), shell.In("状态", "Status")],
                [.. all.Select(one => new[] { one.Number, one.Organisation.Code, one.Title, one.Category, one.Requested.ToGroupedText(), shell.In(one.Status.Name()) })], 4),
            all => all.Select(one => new { one.Number, Round = one.Round.Code, Organisation = one.Organisation.Code, one.Title, one.Category, one.Requested, one.Own, one.Status }));
    }

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<(GrantApplication Application, IReadOnlyList<ApplicationMove> Moves, IReadOnlyList<ApplicationVersion> Versions)>(
            shell, "show", new("一份申请：状态、经过、已提交的各版本", "An application: where it stands, how it came there, what was handed in"), [number],
            async (run, reader, _) => (await FindAsync(reader, run.Required(number))).IsDone(out var found, out var refusal)
                ? (found, await ApplicationReading.MovesAsync(reader, found), await ApplicationReading.VersionsAsync(reader, found)) : refusal,
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Application.Number}  {shown.Application.Organisation.Name}  {shown.Application.Title}  {shell.In(shown.Application.Status.Name())}");
                to.WriteLine(shell.In(shown.Application.HappensNext));
                foreach (var move in shown.Moves) to.WriteLine($"{GrantNames.InShanghai(move.RecordedAt)}  {shell.In(move.From.Name())} → {shell.In(move.To.Name())}  {move.Reason}");
                foreach (var version in shown.Versions) to.WriteLine($"{shell.In("版本", "version")} {version.Version}  SHA-256 {version.Sha256}");
            },
            shown => new
            {
                shown.Application.Number, shown.Application.Status, shown.Application.HappensNext, shown.Application.Requested, shown.Application.Own, Deadline = GrantNames.InShanghai(shown.Application.Deadline),
                Content = System.Text.Json.Nodes.JsonNode.Parse(GrantJson.WriteIndented(shown.Application.Content)),
                Moves = shown.Moves.Select(move => new { move.From, move.To, move.Reason, move.Actor, move.RecordedAt }), Versions = shown.Versions.Select(version => new { version.Version, version.Sha256, version.CertifiedBy }),
            });
    }

    internal static async Task<string?> PersonIdAsync(Database database, string signInName, CancellationToken stop) => (await database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, signInName), stop))?.Id;

    internal static Refusal NoPerson(string signInName) => Refusal.Of("person-unknown", "person", $"没有登录名为“{signInName}”的人。", $"Nobody signs in as '{signInName}'.");

    private static async Task<Outcome<GrantApplication>> FindAsync(LedgerReader reader, string number) =>
        await ApplicationReading.FindAsync(reader, number) is { } found ? found : Refusal.Of("application-unknown", "number", $"没有申请 {number}。", $"There is no application {number}.");
}
