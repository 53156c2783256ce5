using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>survey open|tokens|answer|close|publish|list|show</c>; the same under <c>vote</c>; <c>feedback list|answer|publish|hide</c>.</summary>
internal static class VoiceVerbs
{
    internal static Command Survey(Shell shell) => Group(shell, "survey", SurveyKind.Satisfaction, new("居民满意度调查：一人一次，不留个人信息", "Surveys of residents: one voice each, no personal data kept"));

    internal static Command Vote(Shell shell) => Group(shell, "vote", SurveyKind.Vote, new("项目投票：一人一次，不留个人信息", "Votes on projects: one voice each, no personal data kept"));

    internal static Command Feedback(Shell shell) => Commands.Group(
        shell, "feedback", new("意见箱：列出、答复、公开或删除", "The feedback box: list, answer, show or erase"), ListFeedback(shell), AnswerFeedback(shell),
        Decide(shell, "publish", isShown: true, new("公开一条意见和答复", "Show feedback and its answer to everybody")), Decide(shell, "hide", isShown: false, new("不公开一条意见，并删除文字", "Do not show feedback, and erase its words")));

    private static Command Group(Shell shell, string name, SurveyKind kind, Bilingual description) =>
        Commands.Group(shell, name, description, Open(shell, kind), Tokens(shell), Answer(shell, kind), Close(shell), Publish(shell), List(shell, kind), Show(shell));

    private static Option<string> Code(Shell shell) => NeedVerbs.Code(shell, new("调查或投票的代码", "code of the survey or vote"));

    private static Need OfSurvey(Option<string> code) => new(Permission.RecordMoney, async run =>
        await run.Database.ReadAsync(reader => Surveys.FindAsync(reader, run.Books, run.Required(code)), run.Stop) is { } found ? Target.Of(found.Fund, run.Books) : Target.WholeLedger);

    private static Command Open(Shell shell, SurveyKind kind)
    {
        var isVote = kind == SurveyKind.Vote;
        var code = Code(shell);
        var about = Choices.Option(shell, "--about", new("关于什么", "what it is about"), Choices.Of<VoiceSubject>(), isRequired: true);
        var of = Options.Text(shell, "--of", new("代码", "CODE"), new("空间或基金的代码，或立项编号", "code of the space or fund, or number of the award"), isRequired: true);
        var title = Options.Text(shell, "--title", new("名称", "TITLE"), new("名称", "what it is called"), isRequired: true);
        var (first, last) = (Options.Date(shell, "--first", new("所评价时段的首日（默认：开始日）", "first day it speaks for (default: the day it opens)")), Options.Date(shell, "--last", new("所评价时段的末日（默认：截止日）", "last day it speaks for (default: its last day)")));
        var (from, until) = (Options.Date(shell, "--from", new("开始日（默认：今天）", "first day it is open (default: today)")), Options.Date(shell, "--until", new("截止日（含当天）", "last day it is open"), isRequired: true));
        var ways = Choices.Option(shell, "--way", new("怎样作答（默认 link；可写几次）", "how it is answered (default link; may be given again)"), Choices.Of<VoiceWay>());
        var also = Options.Flag(shell, "--or-phone", new("没有链接的人可凭手机号码作答", "those without a link may answer by telephone number"));
        var quorum = new Option<int>("--quorum") { Description = shell.In("最低人数", "how many answers it takes"), HelpName = shell.In("人数", "COUNT"), Required = true };
        var texts = new Option<string[]>(isVote ? "--option" : "--question") { Description = shell.In("“中文|英文”，写几次", "'Chinese|English'; give it several times"), HelpName = shell.In("文字", "TEXT"), Required = true };
        var number = isVote ? new Option<int>("--choose") { Description = shell.In("每人最多选几项（默认 1）", "how many one may choose (default 1)"), DefaultValueFactory = _ => 1 }
            : new Option<int>("--overall") { Description = shell.In("哪一题是总体满意度（默认 1）", "which question is 'content overall' (default 1)"), DefaultValueFactory = _ => 1 };
        var least = new Option<int>("--content-from") { Description = shell.In("几分起算满意（默认 4）", "the least answer that counts as content (default 4)"), DefaultValueFactory = _ => 4 };
        var words = Options.Flag(shell, "--words", new("收文字意见，审核后公开", "ask for words too, shown once somebody read them"));
        return WriteVerb.Make(
            shell, "open", isVote ? new("发起投票", "Open a vote") : new("发起调查", "Open a survey"), new(Permission.RecordMoney, async run => await run.Database.ReadAsync(async reader =>
                (await Surveys.FundOfAsync(reader, run.Books, run.Value(about), run.Required(of))).IsDone(out var fund, out _) ? Target.Of(fund, run.Books) : Target.WholeLedger, run.Stop)),
            [code, about, of, title, first, last, from, until, ways, also, quorum, texts, number, .. isVote ? Array.Empty<Symbol>() : [least], words],
            run =>
            {
                var asked = run.Required(texts).SelectMany(TypedLists.Texts).ToArray();
                var (opens, ends) = (run.Has(from) ? run.Value(from) : shell.Today, run.Required(until));
                return new OpenSurvey(run.Database).RunAsync(run.Asked, new SurveyWanted(
                    run.Required(code), kind, run.Value(about), run.Required(of), run.Required(title), run.Has(first) ? run.Value(first) : opens, run.Has(last) ? run.Value(last) : ends, opens, ends,
                    run.Value(also) ? [run.Value(ways), VoiceWay.Phone] : [run.Value(ways)], run.Value(quorum),
                    isVote ? SurveyTerms.Choosing(asked, run.Value(number), run.Value(words)) : SurveyTerms.Asking(asked, run.Value(number), run.Value(least), run.Value(words))), run.Stop);
            },
            done => new($"“{done.Code}”已发起。", $"'{done.Code}' is open."));
    }

    private static Command Tokens(Shell shell)
    {
        var code = Code(shell);
        var count = new Option<int>("--count") { Description = shell.In($"几个，最多 {HandOutLinks.Most}", $"how many, at most {HandOutLinks.Most}"), HelpName = shell.In("个数", "COUNT"), Required = true };
        var site = Options.Text(shell, "--site", new("网址", "ADDRESS"), new("本站的网址，如 https://fund.example.org；不写则只列口令", "address of the site, such as https://fund.example.org; without it only the words of the links are listed"));
        return WriteVerb.Make(shell, "tokens", new("生成一批一次性链接，只显示这一次", "Make a batch of single-use links, shown this once"), OfSurvey(code), [code, count, site], makesBooks: false, async run =>
        {
            if (run.IsDryRun) return Refusal.Of("no-dry-run", "dry-run", "链接不能试算。", "Links cannot be tried out.");
            var tokens = VoiceToken.Many(Math.Clamp(run.Value(count), 0, HandOutLinks.Most + 1));
            var outcome = await new HandOutLinks(run.Database).RunAsync(run.Asked, run.Required(code), tokens, run.Stop);
            if (!outcome.IsDone(out var made, out var refusal)) return refusal;
            var links = tokens.Select(token => run.Value(site) is { Length: > 0 } address ? $"{address.TrimEnd('/')}/v/{token.Text}" : token.Text).ToList();
            if (run.AsJson) run.Shell.Around.Out.WriteLine(Json.Text(new { made.Survey, made.Batch, made.Count, Links = links }));
            else links.ForEach(run.Shell.Around.Out.WriteLine);
            return ExitCode.Done;
        });
    }

    private static Command Answer(Shell shell, SurveyKind kind)
    {
        var code = Code(shell);
        var marks = Options.Text(shell, "--marks", new("数字", "NUMBERS"), kind == SurveyKind.Vote ? new("所选各项的编号，逗号分开", "numbers of the options chosen, with commas between") : new("各题的分数 1–5，逗号分开", "an answer from 1 to 5 for each question, with commas between"), isRequired: true);
        var words = Options.Text(shell, "--words", new("文字", "TEXT"), new("文字意见", "words"));
        var token = Options.Text(shell, "--token", new("口令", "WORDS"), new("一次性链接中的口令", "the words of a single-use link"));
        var phone = Options.Text(shell, "--phone", new("号码", "NUMBER"), new("手机号码；只保留带钥散列", "telephone number; only a keyed hash is kept"));
        return WriteVerb.Make(
            shell, "answer", new("录入一份纸面作答", "Type in an answer given on paper"), OfSurvey(code), [code, marks, words, token, phone],
            async run =>
            {
                var numbers = new List<int>();
                foreach (var mark in run.Required(marks).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!int.TryParse(mark, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) return Refusal.Of("marks", "marks", $"“{mark}”不是数字。", $"'{mark}' is no number.");
                    numbers.Add(number);
                }

                return await new AnswerSurvey(run.Database).RunAsync(run.Asked.Key, new VoiceGiven(run.Required(code), numbers, run.Value(words) ?? "", run.Value(token), run.Value(phone)), run.Stop);
            },
            _ => new("已收到。", "It was heard."));
    }

    private static Command Close(Shell shell)
    {
        var code = Code(shell);
        return WriteVerb.Make(
            shell, "close", new("截止并计票；号码的密钥随之销毁", "End it and count it; the key of the telephone numbers is destroyed"), OfSurvey(code), [code], run => new CloseSurvey(run.Database).RunAsync(run.Asked, run.Required(code), run.Stop), Said);
    }

    private static Command Publish(Shell shell)
    {
        var code = Code(shell);
        return WriteVerb.Make(shell, "publish", new("公布结果", "Publish the results"), OfSurvey(code), [code], run => new CloseSurvey(run.Database).PublishAsync(run.Asked, run.Required(code), run.Stop), Said);
    }

    private static Bilingual Said(SurveyClosed done) => new(
        $"“{done.Survey}”：{done.Respondents} 人作答{(done.Content is { } zh ? $"，满意 {zh}" : "")}，{(done.HasQuorum ? "达到" : "未达到")}最低人数。",
        $"'{done.Survey}': {done.Respondents} answered{(done.Content is { } en ? $", {en} content" : "")}; the quorum is {(done.HasQuorum ? "reached" : "not reached")}.");

    private static Command List(Shell shell, SurveyKind kind) => ReadVerb.MakeShowing<IReadOnlyList<(Survey Survey, int Answers)>>(
        shell, "list", kind == SurveyKind.Vote ? new("列出投票", "List votes") : new("列出调查", "List surveys"), [],
        async (_, reader, books) =>
        {
            var answers = await Surveys.AnswersAsync(reader);
            return (await Surveys.ListAsync(reader, books)).Where(survey => survey.Kind == kind).Select(survey => (survey, answers.GetValueOrDefault(survey.Id))).ToArray();
        },
        (_, to, rows) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Title"), shell.In("关于", "About"), shell.In("状态", "State"), shell.In("截止", "Until"), shell.In("人数", "Answers"), shell.In("最低人数", "Quorum"), shell.In("满意", "Content")],
            [.. rows.Select(row => new[] { row.Survey.Code, row.Survey.Title, row.Survey.Of, shell.In(row.Survey.Status.Name()), row.Survey.OpenUntil.ToIso(), $"{row.Answers}", $"{row.Survey.Quorum}", row.Survey.Content?.ToString() ?? "" })], 5, 6, 7),
        rows => rows.Select(row => Shape(row.Survey, row.Answers)));

    private static Command Show(Shell shell)
    {
        var code = Code(shell);
        return ReadVerb.MakeShowing<(Survey Survey, int Answers, SurveyCount? Count, IReadOnlyList<TokenBatch> Batches, IReadOnlyList<SurveyText> Texts)>(
            shell, "show", new("一项调查或投票：链接、人数、结果", "One survey or vote: links, answers, results"), [code],
            async (run, reader, books) => await Surveys.FindAsync(reader, books, run.Required(code)) is not { } survey ? Unknown(run.Required(code))
                : (survey, (await Surveys.AnswersAsync(reader)).GetValueOrDefault(survey.Id), await Surveys.CountAsync(reader, survey), [.. (await Surveys.BatchesAsync(reader))[survey.Id]], await Surveys.TextsAsync(reader, survey)),
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Survey.Code} {shown.Survey.Title} · {shell.In(shown.Survey.Status.Name())} · {shown.Answers}/{shown.Survey.Quorum}");
                foreach (var batch in shown.Batches) to.WriteLine(shell.In($"第 {batch.Number} 批链接：{batch.Made} 个，用过 {batch.Spent} 个", $"Batch {batch.Number}: {batch.Made} links, {batch.Spent} used"));
                if (shown.Count is not { } count) return;
                if (count.Content is { } content) to.WriteLine(shell.In($"满意 {content}", $"Content {content}"));
                for (var i = 0; i < count.Questions.Count; i++) to.WriteLine($"{i + 1}. {shell.In(shown.Survey.Terms.Questions[i])} 1–5: {string.Join(' ', count.Questions[i])}");
                for (var i = 0; i < count.Options.Count; i++) to.WriteLine($"{i + 1}. {shell.In(shown.Survey.Terms.Options[i])}: {count.Options[i]}");
            },
            shown => new { Survey = Shape(shown.Survey, shown.Answers), shown.Count, shown.Batches, Texts = shown.Texts.Where(text => text.State == WordsState.Shown).Select(text => text.Words) });
    }

    private static Command ListFeedback(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Feedback>>(
        shell, "list", new("列出意见", "List feedback"), [], async (_, reader, books) => new Outcome<IReadOnlyList<Feedback>>.Done(await FeedbackBox.ListAsync(reader, books)),
        (_, to, rows) => TextTable.Write(
            to, [shell.In("编号", "No."), shell.In("关于", "About"), shell.In("日期", "Sent"), shell.In("状态", "State"), shell.In("意见", "Words"), shell.In("答复", "Answer")],
            [.. rows.Select(row => new[] { $"{row.Id}", row.Of, row.SentOn.ToIso(), shell.In(row.State.Name()), row.Words ?? "", row.Answer ?? "" })], 0),
        rows => rows.Select(row => new { row.Id, About = Choices.Dashed(row.About.ToString()), row.Of, Fund = row.Fund.Code, row.SentOn, State = Choices.Dashed(row.State.ToString()), row.Words, row.Answer, row.AnsweredOn }));

    private static Command AnswerFeedback(Shell shell)
    {
        var number = FeedbackNumber(shell);
        var answer = Options.Text(shell, "--answer", new("文字", "TEXT"), new("答复，不写人名", "the answer; no names of people"), isRequired: true);
        return WriteVerb.Make(
            shell, "answer", new("答复意见", "Answer feedback"), OfFeedback(number), [number, answer], run => new FeedbackBox(run.Database).AnswerAsync(run.Asked, run.Required(number), run.Required(answer), run.Stop),
            done => new($"第 {done.Id} 号意见已答复。", $"Feedback no. {done.Id} is answered."));
    }

    private static Command Decide(Shell shell, string name, bool isShown, Bilingual description)
    {
        var number = FeedbackNumber(shell);
        return WriteVerb.Make(
            shell, name, description, OfFeedback(number), [number], run => new FeedbackBox(run.Database).DecideAsync(run.Asked, run.Required(number), isShown, run.Stop),
            done => isShown ? new($"第 {done.Id} 号意见已公开。", $"Feedback no. {done.Id} is shown.") : new($"第 {done.Id} 号意见不公开，文字已删除。", $"Feedback no. {done.Id} is not shown; its words are erased."));
    }

    private static Option<long> FeedbackNumber(Shell shell) => new("--number") { Description = shell.In("意见编号", "number of the feedback"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Need OfFeedback(Option<long> number) => new(Permission.RecordMoney, async run =>
        await run.Database.ReadAsync(reader => FeedbackBox.FindAsync(reader, run.Books, run.Required(number)), run.Stop) is { } found ? Target.Of(found.Fund, run.Books) : Target.WholeLedger);

    private static Refusal Unknown(string code) => Refusal.Of("survey-unknown", "code", $"没有代码为“{code}”的调查或投票。", $"There is no survey or vote of the code '{code}'.");

    private static object Shape(Survey survey, int answers) => new
    {
        survey.Code, Kind = Choices.Dashed(survey.Kind.ToString()), About = Choices.Dashed(survey.About.ToString()), survey.Of, Fund = survey.Fund.Code, survey.Title, survey.First, survey.Last, survey.OpenFrom, survey.OpenUntil,
        Ways = survey.Ways.Select(way => Choices.Dashed(way.ToString())), survey.Quorum, Status = Choices.Dashed(survey.Status.ToString()), Answers = answers, survey.Content, HasQuorum = answers >= survey.Quorum, survey.ClosedOn, survey.PublishedOn,
    };
}
