using System.Text.RegularExpressions;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Demo;

/// <summary>A year in a whole district, by the verb that people run.</summary>
public sealed partial class TheDistrict : CommandLineTest
{
    [Test]
    public async Task Its_matches_are_what_the_pots_moved_each_is_explained_and_the_same_seed_makes_the_same_books()
    {
        var told = (await DoneAsync("demo district --json")).Json;
        var matched = told.GetProperty("matched").GetProperty("amount").GetString();
        Assert.Multiple(() =>
        {
            Assert.That(told.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "gifts", "matched", "potMoved", "refunded" }));
            Assert.That(told.GetProperty("gifts").GetInt32(), Is.EqualTo(5_000));
            Assert.That(told.GetProperty("potMoved").GetProperty("amount").GetString(), Is.EqualTo(matched));
            Assert.That(decimal.Parse(matched!, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(100_000));
            Assert.That(decimal.Parse(told.GetProperty("refunded").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(1_000));
        });
        await DoneAsync("verify");
        Assert.That((await DoneAsync("demo district --json")).Json.GetProperty("matched").GetProperty("amount").GetString(), Is.EqualTo(matched), "run again it adds nothing");

        var first = await JournalAsync(Books);
        var again = Path.Combine(Folder, "again");
        await DoneAsync($"demo district --json --data {again}");
        Assert.That(await JournalAsync(again), Is.EqualTo(first));
        var other = Path.Combine(Folder, "other");
        await DoneAsync($"demo district --seed 2 --json --data {other}");
        Assert.That(await JournalAsync(other), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Only_a_year_that_is_over_can_be_told()
    {
        var said = await RunAsync("demo district --year 2026");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith("error: --year: "));
    }

    /// <summary>What was posted, without moments and hashes: those are each ledger's own.</summary>
    private async Task<string> JournalAsync(string books)
    {
        var file = Path.Combine(Folder, Guid.NewGuid() + ".journal");
        await DoneAsync($"export journal --format hledger --out {file} --data {books}");
        return Own().Replace(await File.ReadAllTextAsync(file), "");
    }

    [GeneratedRegex("(?m)^.*(recorded|hash|ledger|key|commitment).*$", RegexOptions.IgnoreCase)]
    private static partial Regex Own();
}
