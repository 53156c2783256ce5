using FundLedger.Storage;
using FundLedger.Tests.Awards;
using FundLedger.Tests.Reviews;
using static FundLedger.Tests.Awards.AwardScenes;

namespace FundLedger.Tests.Seals;

/// <summary>What was certified, handed in or signed is hashed again: a word changed behind the program's back is found and named.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class TamperingWithKeptTexts(TestDatabase database)
{
    [TestCase("grant_programme_versions", "terms", "The terms of programme VP v1")]
    [TestCase("application_versions", "content", "Application")]
    [TestCase("review_submissions", "content", "Review")]
    public async Task A_word_changed_in_a_round_is_found(string table, string column, string says)
    {
        await using var ledger = new TestLedger(database); // which does not verify at the end
        var scene = await ReviewScene.MakeAsync(ledger, null, "A");
        await scene.ExpertAsync("expert-x");
        await scene.ExpertAsync("expert-y");
        await scene.AssignAsync();
        await scene.ScoreAllAsync(_ => 70);
        await FindsAsync(ledger, table, column, says);
    }

    [Test]
    public async Task A_word_changed_in_what_both_signed_is_found()
    {
        await using var ledger = new TestLedger(database); // which does not verify at the end
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await FindsAsync(ledger, "award_versions", "terms", "Agreement A-1 v1");
    }

    private static async Task FindsAsync(TestLedger ledger, string table, string column, string says)
    {
        await ledger.MustVerifyAsync();
        await Tampering.ExecuteAsync(ledger, $"DROP TRIGGER {table}_are_never_updated");
        await Tampering.ExecuteAsync(ledger, $"UPDATE {table} SET {column} = replace({column}, '\"', '“')");
        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => finding.Message.En), Has.Some.StartsWith(says));
    }
}
