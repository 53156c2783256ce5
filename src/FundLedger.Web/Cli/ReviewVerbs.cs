using System.CommandLine;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>expert add|relate|list</c> and <c>review assign|declare|score|submit|reopen|take-back|vote|list|conflicts|ranking|close</c>.</summary>
internal static class ReviewVerbs
{
    internal static Command Experts(Shell shell) => Commands.Group(shell, "expert", new("专家库", "The pool of experts"), Add(shell), Relate(shell), Pool(shell));

    internal static Command In(Shell shell) => Commands.Group(
        shell, "review", new("评审：分配、回避、打分、排名", "Reviews: given out, interests declared, scored, ranked"), Assign(shell), Declare(shell), Score(shell), Submit(shell), Reopen(shell), TakeBack(shell), Vote(shell), List(shell),
        Conflicts(shell), Rank(shell), Close(shell));

    private static Option<string> Person(Shell shell) => Options.Text(shell, "--person", new("登录名", "NAME"), new("专家的登录名", "the expert's sign-in name"), isRequired: true);

    private static Argument<long> Number(Shell shell) => new(shell.In("编号", "NUMBER")) { Description = shell.In("评审编号，见 review list", "number of the review, as 'review list' shows") };

    private static Argument<string> Round(Shell shell) => new(shell.In("批次", "ROUND")) { Description = shell.In("批次代码", "code of the round") };

    private static Command Add(Shell shell)
    {
        var person = Person(shell);
        var fields = Options.Text(shell, "--fields", new("代码", "CODES"), new("擅长的类别，逗号分隔（默认：全部）", "categories they know, with commas between (default: all)"));
        var (from, to) = (Options.Date(shell, "--from", new("聘期开始", "first day of the term"), isRequired: true), Options.Date(shell, "--to", new("聘期最后一天", "last day of the term"), isRequired: true));
        var most = new Option<int>("--most") { Description = shell.In("同时最多评审几份（默认 10）", "reviews at once at most (default 10)"), HelpName = shell.In("数", "N"), DefaultValueFactory = _ => 10 };
        return WriteVerb.Make(
            shell, "add", new("加入专家库，或更改领域和聘期", "Bring somebody into the pool, or change fields and term"), new Need(Permission.RecordMoney), [person, fields, from, to, most],
            async run => await ApplicationVerbs.PersonIdAsync(run.Database, run.Required(person), run.Stop) is { } id
                ? await new AddExpert(run.Database).RunAsync(run.Asked, new NewExpert(id, [.. (run.Value(fields) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], run.Required(from), run.Required(to), run.Value(most)), run.Stop)
                : ApplicationVerbs.NoPerson(run.Required(person)),
            done => new($"已加入专家库（第 {done.Expert} 号）。", $"In the pool, as number {done.Expert}."));
    }

    private static Command Relate(Shell shell)
    {
        var person = Person(shell);
        var kind = Choices.Option(shell, "--kind", new("关系（默认 self）", "what it is (default self)"), Choices.Of<ExpertRelationKind>());
        Option<string> Text(string name, Bilingual description) => Options.Text(shell, name, new("文字", "TEXT"), description);
        var (name, phone, id, organisation) = (Text("--name", new("姓名，只存密钥摘要", "name; only a keyed hash is kept")), Text("--phone", new("电话", "telephone")), Text("--id-number", new("证件号", "identity number")), Text("--organisation", new("单位代码、信用代码或名称", "code, credit code or name of an organisation")));
        var ends = Options.Date(shell, "--ended", new("原单位：最后一天", "of a past employer: the last day there"));
        return WriteVerb.Make(
            shell, "relate", new("登记专家的关联人、现单位、原单位", "Say whom an expert is close to"), Need.Nothing, [person, kind, name, phone, id, organisation, ends],
            async run => await ApplicationVerbs.PersonIdAsync(run.Database, run.Required(person), run.Stop) is { } expert
                ? await new RelateExpert(run.Database).RunAsync(run.Asked, new NewExpertRelation(expert, run.Value(kind), run.Value(name), run.Value(phone), run.Value(id), run.Value(organisation), run.Has(ends) ? run.Value(ends) : null), run.Stop)
                : ApplicationVerbs.NoPerson(run.Required(person)),
            done => new($"已登记{done.Kind.Name().Zh}。", $"Recorded: {done.Kind.Name().En.ToLowerInvariant()}."));
    }

    private static Command Pool(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<(Expert Expert, string Name, int Open)>>(
        shell, "list", new("专家、领域、聘期、在手评审", "Experts, fields, terms and what lies with them"), [],
        async (_, reader, _) =>
        {
            var (people, open) = ((await Persons.ListAsync(reader)).ToDictionary(person => person.Id), (await ReviewReading.AssignmentsAsync(reader)).Where(one => one.Status.IsWaiting()).ToLookup(one => one.Expert));
            return new Outcome<IReadOnlyList<(Expert, string, int)>>.Done([.. (await ReviewReading.ExpertsAsync(reader)).Select(expert => (expert, people[expert.Person].SignInName ?? "", open[expert.Id].Count()))]);
        },
        (_, to, all) => TextTable.Write(
            to, [shell.In("编号", "No."), shell.In("登录名", "Sign-in name"), shell.In("领域", "Fields"), shell.In("聘期", "Term"), shell.In("在手", "Open"), shell.In("上限", "Most")],
            [.. all.Select(one => new[] { $"{one.Expert.Id}", one.Name, string.Join(',', one.Expert.Fields), $"{one.Expert.From.ToIso()} – {one.Expert.To.ToIso()}", $"{one.Open}", $"{one.Expert.MostReviews}" })], 0, 4, 5),
        all => all.Select(one => new { one.Expert.Id, SignInName = one.Name, one.Expert.Fields, one.Expert.From, one.Expert.To, one.Open, one.Expert.MostReviews }));

    private static Command Assign(Shell shell)
    {
        var round = Round(shell);
        return WriteVerb.Make(
            shell, "assign", new("按领域和工作量分配评审，先查利益冲突", "Give out reviews by field and load, after looking for conflicts"), new Need(Permission.RecordMoney), [round],
            run => new AssignReviews(run.Database).RunAsync(run.Asked, run.Required(round), run.Stop),
            done => new($"{done.Applications} 份申请，分出 {done.Reviews} 份评审，新发现 {done.Conflicts} 处冲突{(done.Short.Count > 0 ? $"；专家不足：{string.Join("、", done.Short)}" : "")}。",
                $"{done.Applications} application(s): {done.Reviews} review(s) given out, {done.Conflicts} conflict(s) found{(done.Short.Count > 0 ? $"; too few experts for {string.Join(", ", done.Short)}" : "")}."));
    }

    private static Command Declare(Shell shell)
    {
        var number = Number(shell);
        var conflict = Options.Flag(shell, "--conflict", new("有利益冲突，回避", "there is a conflict of interest"));
        var reason = GrantVerbs.Reason(shell, isRequired: false);
        return WriteVerb.Make(
            shell, "declare", new("申明利益关系：无冲突才能打开申请", "Declare interests: without a conflict the file opens"), new Need(Permission.Review), [number, conflict, reason],
            run => new DeclareInterest(run.Database).RunAsync(run.Asked, run.Required(number), run.Value(conflict), run.Value(reason) ?? "", run.Stop), Moved);
    }

    private static Command Score(Shell shell)
    {
        var (number, file) = (Number(shell), GrantVerbs.File(shell, new("JSON：scores（criterion、points、reason）、comment", "JSON with scores (criterion, points, reason) and comment")));
        return WriteVerb.Make(
            shell, "score", new("保存打分，可以不完整", "Save scores, complete or not"), new Need(Permission.Review), [number, file],
            async run => (await GrantVerbs.ReadAsync<ReviewContent>(run.Required(file), run.Stop)).IsDone(out var content, out var refusal) ? await new SaveReview(run.Database).RunAsync(run.Asked, run.Required(number), content, run.Stop) : refusal,
            done => new($"评审 {done.Review} 已保存。", $"Review {done.Review} is saved."));
    }

    private static Command Submit(Shell shell)
    {
        var (number, file) = (Number(shell), GrantVerbs.File(shell, new("JSON：scores、comment；每项须有理由", "JSON with scores and comment; every score has its reason")));
        return WriteVerb.Make(
            shell, "submit", new("提交评审：提交后不能修改", "Submit a review: it is not changed after"), new Need(Permission.Review), [number, file],
            async run => (await GrantVerbs.ReadAsync<ReviewContent>(run.Required(file), run.Stop)).IsDone(out var content, out var refusal) ? await new SubmitReview(run.Database).RunAsync(run.Asked, run.Required(number), content, run.Stop) : refusal,
            done => new($"评审 {done.Review} 已提交：{ReviewPoints.Text(done.Weighted)} 分。", $"Review {done.Review} is submitted: {ReviewPoints.Text(done.Weighted)} points."));
    }

    private static Command Reopen(Shell shell)
    {
        var (number, reason) = (Number(shell), GrantVerbs.Reason(shell));
        return WriteVerb.Make(shell, "reopen", new("重开已提交的评审", "Open a submitted review again"), new Need(Permission.RecordMoney), [number, reason],
            run => new ReopenReview(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(reason), run.Stop), Moved);
    }

    private static Command TakeBack(Shell shell)
    {
        var (number, reason) = (Number(shell), GrantVerbs.Reason(shell));
        return WriteVerb.Make(shell, "take-back", new("收回未提交的评审", "Take back a review that is not submitted"), new Need(Permission.RecordMoney), [number, reason],
            run => new TakeBackReview(run.Database).RunAsync(run.Asked, run.Required(number), run.Required(reason), run.Stop), Moved);
    }

    private static Bilingual Moved(ReviewMoved done) => new($"评审 {done.Review}：{done.Status.Name().Zh}。", $"Review {done.Review}: {done.Status.Name().En}.");

    private static Command Vote(Shell shell)
    {
        var (number, on, minutes) = (ApplicationVerbs.Number(shell), Options.On(shell), GrantVerbs.File(shell, new("会议记录", "the minutes")));
        Option<long> Count(string name, Bilingual description) => new(name) { Description = shell.In(description), HelpName = shell.In("数", "N"), Required = true };
        var (entitled, yes, no, none) = (Count("--entitled", new("有表决权的人数", "how many may vote")), Count("--for", new("赞成", "in favour")), Count("--against", new("反对", "against")), Count("--abstained", new("弃权", "abstained")));
        return WriteVerb.Make(
            shell, "vote", new("登记居民表决及会议记录", "Record a residents' vote with its minutes"), new Need(Permission.RecordMoney), [number, on, entitled, yes, no, none, minutes],
            async run => (await run.DocumentAsync(run.Required(minutes), "file")).IsDone(out var file, out var refusal)
                ? await new RecordResidentVote(run.Database).RunAsync(run.Asked, new NewResidentVote(run.Required(number), run.Required(on), run.Value(entitled), run.Value(yes), run.Value(no), run.Value(none), file), run.Stop) : refusal,
            done => new($"{done.Application} 居民表决：{done.Result.Name().Zh}。", $"Residents' vote on {done.Application}: {done.Result.Name().En}."));
    }

    private static Command List(Shell shell)
    {
        var round = Round(shell);
        return ReadVerb.MakeShowing<IReadOnlyList<ReviewAssignment>>(
            shell, "list", new("一个批次的评审", "The reviews of a round"), [round],
            async (run, reader, _) => new Outcome<IReadOnlyList<ReviewAssignment>>.Done(await ReviewReading.AssignmentsAsync(reader, run.Required(round))),
            (_, to, all) => TextTable.Write(to, [shell.In("编号", "No."), shell.In("申请", "Application"), shell.In("专家", "Expert"), shell.In("状态", "Status")], [.. all.Select(one => new[] { $"{one.Id}", one.Number, $"{one.Expert}", shell.In(one.Status.Name()) })], 0, 2),
            all => all.Select(one => new { one.Id, Application = one.Number, one.Expert, one.Status }));
    }

    private static Command Conflicts(Shell shell)
    {
        var round = Round(shell);
        return ReadVerb.MakeShowing<IReadOnlyList<(string Number, ReviewConflict Conflict)>>(
            shell, "conflicts", new("申报的和发现的利益冲突", "Conflicts of interest, declared and found"), [round],
            async (run, reader, _) =>
            {
                var applications = (await ApplicationReading.ListAsync(reader, run.Required(round))).ToDictionary(one => one.Id, one => one.Number);
                return new Outcome<IReadOnlyList<(string, ReviewConflict)>>.Done([.. (await ReviewReading.ConflictsAsync(reader)).Where(one => applications.ContainsKey(one.Application)).Select(one => (applications[one.Application], one))]);
            },
            (_, to, all) => TextTable.Write(to, [shell.In("申请", "Application"), shell.In("专家", "Expert"), shell.In("冲突", "Conflict")], [.. all.Select(one => new[] { one.Number, $"{one.Conflict.Expert}", shell.In(one.Conflict.Kind.Name()) })], 1),
            all => all.Select(one => new { Application = one.Number, one.Conflict.Expert, one.Conflict.Kind }));
    }

    private static Command Rank(Shell shell)
    {
        var round = Round(shell);
        return ReadVerb.MakeShowing<IReadOnlyList<RankedApplication>>(
            shell, "ranking", new("排名：并列同名次，平均分精确比较", "The ranking: ties share a rank, averages are compared exactly"), [round],
            async (run, reader, _) => new Outcome<IReadOnlyList<RankedApplication>>.Done(await ReviewReading.RankingAsync(reader, run.Required(round))),
            (_, to, all) => TextTable.Write(
                to, [shell.In("名次", "Rank"), shell.In("申请", "Application"), shell.In("机构", "Organisation"), shell.In("平均分", "Average"), shell.In("评审数", "Reviews"), shell.In("居民表决", "Vote"), shell.In("通过", "Passes")],
                [.. all.Select(one => new[] { one.Rank is { } rank ? $"{rank}{(one.Tied ? "=" : "")}" : "–", one.Scored.Application.Number, one.Scored.Application.Organisation.Code, one.AverageText, $"{one.Scored.Count}", shell.In(one.Vote.Name()), one.Passes ? shell.In("是", "yes") : shell.In("否", "no") })], 0, 3, 4),
            all => all.Select(one => new { one.Rank, one.Tied, Application = one.Scored.Application.Number, Organisation = one.Scored.Application.Organisation.Code, Average = one.AverageText, one.Scored.Sum, one.Scored.Count, one.Vote, one.Passes }));
    }

    private static Command Close(Shell shell)
    {
        var (round, reason) = (Round(shell), GrantVerbs.Reason(shell, isRequired: false));
        return WriteVerb.Make(shell, "close", new("结束评审；评审数不足时须写明事由", "End the review of a round; with fewer reviews than asked for, say why"), new Need(Permission.RecordMoney), [round, reason],
            run => new CloseReview(run.Database).RunAsync(run.Asked, run.Required(round), run.Value(reason) ?? "", run.Stop),
            done => new($"批次 {done.Round} 的 {done.Applications} 份申请评审完成。", $"The review of {done.Applications} application(s) of round {done.Round} is over."));
    }
}
