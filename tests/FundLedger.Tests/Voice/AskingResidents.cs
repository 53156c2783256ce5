using Dapper;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using static FundLedger.Tests.TestLedger;
using static FundLedger.Tests.Voice.VoiceScenes;

namespace FundLedger.Tests.Voice;

/// <summary>One voice a link or a number, and nobody can tell whose.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AskingResidents(TestDatabase database)
{
    private const int Threads = 64;

    [Test]
    public Task One_link_answers_once_however_many_send_it_at_the_same_time() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync();
        var links = await ledger.LinksAsync(2);
        var heard = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() => ledger.AnswerAsync(links[0].Text, 5, 4))));
        Assert.That(heard.Count(answer => answer is Outcome<VoiceHeard>.Done), Is.EqualTo(1));
        Assert.That(heard.OfType<Outcome<VoiceHeard>.Refused>().Select(answer => answer.Reason.Code).Distinct(), Is.EqualTo(new[] { "link-spent" }));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM survey_answers"), Is.EqualTo(1));
    });

    [Test]
    public Task Links_drawn_for_a_program_are_the_same_for_its_key_and_secret_and_for_no_other() => database.RunAsync(async ledger =>
    {
        Task<List<string>> DrawnAsync(string key, string secret, int count = 200) => ledger.Database.ReadAsync(reader => Task.FromResult(VoiceToken.Drawn(reader, key, secret, count).Select(token => token.Text).ToList()));
        var drawn = await DrawnAsync("k", "s");
        Assert.That(drawn, Is.Unique.And.All.Match("^[2-9a-hjkmnp-z0]{20}$"));
        Assert.That(await DrawnAsync("k", "s"), Is.EqualTo(drawn));
        Assert.That(await DrawnAsync("k", "s", 3), Is.EqualTo(drawn.Take(3)));
        Assert.That((await DrawnAsync("l", "s")).Concat(await DrawnAsync("k", "t")).Intersect(drawn), Is.Empty);
        Assert.That(string.Concat(drawn).Distinct().Count(), Is.EqualTo(32), "every letter comes");
    });

    [Test]
    public Task One_number_answers_once_however_it_is_typed_and_however_many_send_it() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(ways: VoiceWay.Phone));
        var answer = new AnswerSurvey(ledger.Database);
        string[] typed = ["13812345678", "138 1234 5678", "+86 138-1234-5678", "０１３８"];
        var heard = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => answer.RunAsync($"phone-{i}", new VoiceGiven("S1", [5, 5], Phone: typed[i % 3])))));
        Assert.That(heard.Count(one => one is Outcome<VoiceHeard>.Done), Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await answer.RunAsync("phone-a", new VoiceGiven("S1", [5, 5], Phone: typed[0]))), Is.EqualTo("phone-spent"));
        Assert.That(Refused.CodeOf(await answer.RunAsync("phone-b", new VoiceGiven("S1", [5, 5], Phone: typed[3]))), Is.EqualTo("phone"));
        Assert.That(Refused.CodeOf(await answer.RunAsync("phone-c", new VoiceGiven("S1", [5, 5]))), Is.EqualTo("phone-missing"));
    });

    [Test]
    public Task After_closing_the_key_of_the_numbers_is_gone() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(ways: VoiceWay.Phone));
        (await new AnswerSurvey(ledger.Database).RunAsync("a", new VoiceGiven("S1", [5, 5], Phone: "13812345678"))).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM surveys WHERE phone_key IS NOT NULL"), Is.EqualTo(1));
        await ledger.CloseSurveyAsync();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM surveys WHERE phone_key IS NOT NULL"), Is.Zero);
        Assert.That(Refused.CodeOf(await new AnswerSurvey(ledger.Database).RunAsync("b", new VoiceGiven("S1", [5, 5], Phone: "13912345678"))), Is.EqualTo("survey-ended"));
    });

    [Test]
    public Task What_is_kept_of_an_answer_names_neither_its_link_nor_its_marks_nor_its_time() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync();
        var link = (await ledger.LinksAsync(1))[0];
        (await ledger.AnswerAsync(link.Text, 5, 4)).Expect();
        Assert.That(await ledger.ScalarAsync<string>("SELECT content FROM operations WHERE operation = 'answer-survey'"), Is.EqualTo("""{"survey":"S1"}"""));
        var columns = await ledger.Database.ReadAsync(async reader => (await reader.Connection.QueryAsync("SELECT * FROM survey_answers", transaction: reader.Transaction)).Cast<IDictionary<string, object>>().Single().Keys.ToList());
        Assert.That(columns, Is.EqualTo(new[] { "survey_id", "answer_key", "marks" }));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE act = 'answer-survey'"), Is.Zero);
    });

    [Test]
    public Task The_quorum_is_reached_by_as_many_as_it_asks_for() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(quorum: 2));
        var links = await ledger.LinksAsync(2);
        (await ledger.AnswerAsync(links[0].Text, 4, 1)).Expect();
        (await ledger.AnswerAsync(links[1].Text, 3, 1)).Expect();
        var closed = await ledger.CloseSurveyAsync();
        Assert.That(closed, Is.EqualTo(new SurveyClosed("S1", 2, new BasisPoints(5_000), true)));
        (await new OpenSurvey(ledger.Database).RunAsync(ledger.Ask(), Survey("S2", quorum: 1))).Expect();
        Assert.That(await ledger.CloseSurveyAsync("S2"), Is.EqualTo(new SurveyClosed("S2", 0, new BasisPoints(0), false)), "nobody answered");
    });

    [Test]
    public Task A_survey_is_published_by_somebody_once_it_is_closed_and_others_then_reckon_with_it() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(quorum: 1));
        (await ledger.AnswerAsync((await ledger.LinksAsync(1))[0].Text, 4, 2)).Expect();
        var close = new CloseSurvey(ledger.Database);
        Assert.That(Refused.CodeOf(await close.PublishAsync(ledger.Ask(), "S1")), Is.EqualTo("survey-open-still"));
        await ledger.CloseSurveyAsync();
        Assert.That(await PublishedAsync(ledger), Is.Empty, "closed is not published");
        (await close.PublishAsync(ledger.Ask(), "S1")).Expect();
        Assert.That(await PublishedAsync(ledger), Is.EqualTo(new[] { new SurveyOutcome("S1", VoiceSubject.Fund, "LAKE", March(1), March(31), BasisPoints.Whole, 1, true, Today) }));
        Assert.That(Refused.CodeOf(await close.PublishAsync(ledger.Ask(), "S1")), Is.EqualTo("survey-published"));
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), "S1")), Is.EqualTo("survey-ended"));
    });

    [Test]
    public Task Words_are_shown_once_somebody_read_them_and_never_where_fewer_than_five_answered() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(quorum: 1, ways: VoiceWay.Open));
        (await new OpenSurvey(ledger.Database).RunAsync(ledger.Ask(), Survey("S2", quorum: 1, ways: VoiceWay.Open))).Expect();
        var answer = new AnswerSurvey(ledger.Database);
        for (var i = 0; i < 5; i++) (await answer.RunAsync($"a{i}", new VoiceGiven("S1", [5, 5], i < 2 ? $"话{i}" : ""))).Expect();
        for (var i = 0; i < 4; i++) (await answer.RunAsync($"b{i}", new VoiceGiven("S2", [5, 5], "话"))).Expect();
        await ledger.CloseSurveyAsync();
        await ledger.CloseSurveyAsync("S2");
        Assert.That(await TextsAsync(ledger, "S2"), Is.Empty);
        var texts = await TextsAsync(ledger, "S1");
        Assert.That(texts.Select(text => text.Words).Order(), Is.EqualTo(new[] { "话0", "话1" }));
        var close = new CloseSurvey(ledger.Database);
        (await close.DecideTextAsync(ledger.Ask(), "S1", texts[0].Key, isShown: true)).Expect();
        (await close.DecideTextAsync(ledger.Ask(), "S1", texts[1].Key, isShown: false)).Expect();
        Assert.That(Refused.CodeOf(await close.DecideTextAsync(ledger.Ask(), "S1", texts[1].Key, isShown: true)), Is.EqualTo("words-unknown"), "what is hidden is erased");
        Assert.That((await TextsAsync(ledger, "S1")).Select(text => (text.State, text.Words is null)), Is.EquivalentTo(new[] { (WordsState.Shown, false), (WordsState.Hidden, true) }));
    });

    [Test]
    public Task A_vote_takes_so_many_options_as_it_says() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(terms: SurveyTerms.Choosing([new("甲", "A"), new("乙", "B"), new("丙", "C")], choose: 2), quorum: 1));
        var links = await ledger.LinksAsync(2);
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(links[0].Text, 1, 2, 3)), Is.EqualTo("option-count"));
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(links[0].Text, 4)), Is.EqualTo("option-unknown"));
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(links[0].Text)), Is.EqualTo("option-count"));
        (await ledger.AnswerAsync(links[0].Text, 3, 1, 3)).Expect();
        (await ledger.AnswerAsync(links[1].Text, 1)).Expect();
        Assert.That((await ledger.CloseSurveyAsync()).Content, Is.Null);
        Assert.That((await CountAsync(ledger)).Options, Is.EqualTo(new[] { 2, 0, 1 }));
        (await new CloseSurvey(ledger.Database).PublishAsync(ledger.Ask(), "S1")).Expect();
        Assert.That(await PublishedAsync(ledger), Is.Empty, "a vote says nothing of how content people are");
    });

    [Test]
    public Task What_does_not_hold_together_is_refused_with_its_field() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var good = Survey();
        (SurveyWanted Wanted, string Field)[] bad =
        [
            (good with { Code = "a b" }, "code"), (good with { Title = " " }, "title"), (good with { Last = March(1).AddDays(-1) }, "last"), (good with { OpenUntil = March(9) }, "until"),
            (good with { OpenFrom = March(1), OpenUntil = March(14) }, "until"), (good with { Ways = [] }, "ways"), (good with { Ways = [VoiceWay.Open, VoiceWay.Link] }, "ways"), (good with { Quorum = 0 }, "quorum"),
            (good with { Of = "RIVER" }, "of"), (good with { About = VoiceSubject.Award }, "of"), (good with { Terms = SurveyTerms.Asking([]) }, "questions"), (good with { Terms = SurveyTerms.Asking(Questions, overall: 3) }, "overall"),
            (good with { Terms = SurveyTerms.Asking(Questions, contentFrom: 6) }, "content-from"), (good with { Kind = SurveyKind.Vote }, "options"),
            (Survey(terms: SurveyTerms.Choosing(Questions, choose: 3)), "choose"), (good with { Terms = SurveyTerms.Asking([new("只有中文", "")]) }, "questions"),
        ];
        foreach (var (wanted, field) in bad)
        {
            var refused = (Outcome<SurveyOpened>.Refused)await new OpenSurvey(ledger.Database).RunAsync(ledger.Ask(), wanted);
            Assert.That(refused.Reason.Field, Is.EqualTo(field), refused.Reason.Message.En);
        }
    });

    [Test]
    public Task Before_it_opens_and_after_its_last_day_it_takes_no_answer() => database.RunAsync(async ledger =>
    {
        await ledger.OpenAsync(Survey(ways: VoiceWay.Open) with { OpenFrom = March(16), OpenUntil = March(17) });
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(null, 5, 5)), Is.EqualTo("survey-not-open"));
        ledger.Clock.Advance(TimeSpan.FromDays(2));
        (await ledger.AnswerAsync(null, 5, 5)).Expect();
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(null, 5)), Is.EqualTo("marks"));
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(null, 5, 6)), Is.EqualTo("marks"));
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(Refused.CodeOf(await ledger.AnswerAsync(null, 5, 5)), Is.EqualTo("survey-ended"));
    });

    [Test]
    public Task Feedback_is_answered_once_and_read_under_its_code() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var box = new FeedbackBox(ledger.Database);
        var reply = VoiceToken.New();
        var id = (await box.SendAsync("f1", VoiceSubject.Fund, "LAKE", "夜里也请开门", reply)).Expect().Id;
        Assert.That((await box.SendAsync("f1", VoiceSubject.Fund, "LAKE", "夜里也请开门", reply)).Expect().Id, Is.EqualTo(id), "sent twice, kept once");
        Assert.That(Refused.CodeOf(await box.SendAsync("f2", VoiceSubject.Fund, "LAKE", " ", VoiceToken.New())), Is.EqualTo("words-missing"));
        (await box.AnswerAsync(ledger.Ask(), id, "从四月起开到九点。")).Expect();
        Assert.That(Refused.CodeOf(await box.AnswerAsync(ledger.Ask(), id, "改口")), Is.EqualTo("feedback-answered"));
        (await box.DecideAsync(ledger.Ask(), id, isShown: true)).Expect();
        var told = (await ledger.Database.ReadAsync(async reader => await FeedbackBox.OfReplyAsync(reader, await Books.LoadAsync(reader), reply.Text.ToUpperInvariant())))!;
        Assert.That((told.Words, told.Answer, told.State, told.IsOpen), Is.EqualTo(("夜里也请开门", "从四月起开到九点。", WordsState.Shown, false)));
        (await box.DecideAsync(ledger.Ask(), id, isShown: false)).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM feedback WHERE words IS NOT NULL"), Is.Zero, "what is hidden is erased");
        Assert.That(Refused.CodeOf(await box.DecideAsync(ledger.Ask(), id, isShown: true)), Is.EqualTo("feedback-hidden"));
    });

    private static Task<List<SurveyOutcome>> PublishedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await Surveys.PublishedAsync(reader)).SelectMany(about => about).ToList());

    private static Task<IReadOnlyList<SurveyText>> TextsAsync(TestLedger ledger, string code) => ledger.Database.ReadAsync(async reader => await Surveys.TextsAsync(reader, (await Surveys.FindAsync(reader, await Books.LoadAsync(reader), code))!));

    private static Task<SurveyCount> CountAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await Surveys.CountAsync(reader, (await Surveys.FindAsync(reader, await Books.LoadAsync(reader), "S1"))!))!);
}
