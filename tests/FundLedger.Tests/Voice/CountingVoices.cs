using CsCheck;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using static FundLedger.Tests.Voice.VoiceScenes;

namespace FundLedger.Tests.Voice;

public sealed class CountingVoices
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public void Results_equal_a_slow_obvious_count() => Gen.Int[1, 4].SelectMany(questions => Gen.Select(Gen.Int[1, 5].Array[questions].Array[0, 40], Gen.Int[1, questions], Gen.Int[1, 5])).Sample((answers, overall, least) =>
    {
        var terms = SurveyTerms.Asking([.. Enumerable.Repeat(new Bilingual("问", "Q"), answers.Length > 0 ? answers[0].Length : 4)], Math.Min(overall, answers.Length > 0 ? answers[0].Length : 4), least);
        var count = SurveyCount.Of(terms, answers.GroupBy(marks => string.Join(',', marks)).Select(alike => (alike.Key, (long)alike.Count())));
        var content = answers.Count(marks => marks[terms.Overall - 1] >= least);
        Assert.That(count.Respondents, Is.EqualTo(answers.Length));
        Assert.That(count.Content!.Value.Value, Is.EqualTo(answers.Length == 0 ? 0 : content * 10_000 / answers.Length));
        for (var question = 0; question < terms.Questions.Count; question++)
            for (var mark = 1; mark <= 5; mark++)
                Assert.That(count.Questions[question][mark - 1], Is.EqualTo(answers.Count(marks => marks[question] == mark)));
    });

    [Test]
    public void Votes_equal_a_slow_obvious_count() => Gen.Int[1, 7].Array[1, 3].Array[0, 40].Sample(answers =>
    {
        var terms = SurveyTerms.Choosing([.. Enumerable.Repeat(new Bilingual("项", "O"), 7)], 3);
        var count = SurveyCount.Of(terms, answers.Select(chosen => (string.Join(',', chosen.Distinct().Order()), 1L)));
        Assert.That((count.Respondents, count.Content), Is.EqualTo((answers.Length, (BasisPoints?)null)));
        Assert.That(count.Options, Is.EqualTo(Enumerable.Range(1, 7).Select(option => answers.Count(chosen => chosen.Contains(option)))));
    });

    /// <summary>Broken before any statement of it: the link is good still and nothing was answered.</summary>
    [Test]
    public Task An_answer_that_breaks_off_anywhere_spends_no_link() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.OpenAsync();
        var link = (await ledger.LinksAsync(1))[0];
        var broken = 0;
        for (var nth = 1; ; nth++)
        {
            var seen = 0;
            ((SqliteDatabase)ledger.Database).Faults = point =>
            {
                if (point == "statement" && ++seen == nth) throw new InvalidOperationException("planted");
            };
            Outcome<VoiceHeard>? heard = null;
            try
            {
                heard = await ledger.AnswerAsync(link.Text, 5, 4);
            }
            catch (InvalidOperationException)
            {
                broken++;
            }

            ((SqliteDatabase)ledger.Database).Faults = null;
            var kept = await ledger.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM survey_answers) * 10 + (SELECT SUM(is_spent) FROM survey_tokens)");
            Assert.That(kept, Is.EqualTo(heard is null ? 0 : 11), $"statement {nth}");
            if (heard is not null) break;
        }

        Assert.That(broken, Is.GreaterThan(3), "there was something to break");
    });
}
