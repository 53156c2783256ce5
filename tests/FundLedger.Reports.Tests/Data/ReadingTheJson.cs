using System.Text.Json;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Data;

public sealed class ReadingTheJson
{
    [Test]
    public void A_statement_has_the_members_a_program_relies_on()
    {
        var report = Write(FundStatementReport.Of(LakesideFund.Statement()));
        Assert.That(NamesOf(report), Is.EqualTo(new[]
        {
            "report", "title", "language", "entity", "fund", "currency", "knownAt", "lastEntry", "lastEntryHash", "checkpoint", "from", "to", "lineCount",
            "opening", "in", "out", "closing", "owed", "committed", "available", "cashByDay", "sources", "negativeDays", "lines", "notes", "checks",
        }));
        string[] ofLine = ["occurredOn", "entry", "kind", "description", "source", "against", "in", "out", "balance"];
        Assert.That(NamesOf(report.GetProperty("lines")[0]), Is.EqualTo(ofLine));
        Assert.That(report.GetProperty("opening").GetRawText().Where(c => !char.IsWhiteSpace(c)), Is.EqualTo("""{"amount":"20456.42","currency":"CNY"}"""));
        Assert.That(report.GetProperty("fund").GetProperty("code").GetString(), Is.EqualTo("CF-001"));
        Assert.That(report.GetProperty("knownAt").GetString(), Is.EqualTo("2026-07-01T01:30:00.000250Z"));
    }

    [Test]
    public void The_names_of_members_are_the_same_in_both_languages()
    {
        foreach (var content in LakesideFund.Reports)
        {
            Assert.That(NamesOf(Write(content, Language.Zh)), Is.EqualTo(NamesOf(Write(content, Language.En))));
        }
    }

    [Test]
    public void Its_lines_and_its_sources_add_up_to_its_totals([Values("CNY", "VND", "KWD")] string code)
    {
        var report = Write(FundStatementReport.Of(LongStatement.Of(4_000, Currency.Of(code), opening: -77)));
        Money Sum(string array, string member) =>
            report.GetProperty(array).EnumerateArray().Select(item => AmountOf(item, member)).Aggregate((sum, next) => sum + next);
        Assert.That(Sum("lines", "in"), Is.EqualTo(AmountOf(report, "in")));
        Assert.That(Sum("lines", "out"), Is.EqualTo(AmountOf(report, "out")));
        Assert.That(Sum("sources", "closing"), Is.EqualTo(AmountOf(report, "closing")));
        Assert.That(AmountOf(report, "opening") + AmountOf(report, "in") - AmountOf(report, "out"), Is.EqualTo(AmountOf(report, "closing")));
    }

    [Test]
    public void A_trial_balance_balances()
    {
        var report = Write(TrialBalanceReport.Of(LakesideFund.TrialBalance()));
        foreach (var layer in report.GetProperty("accounts").EnumerateArray().GroupBy(account => account.GetProperty("layer").GetString()))
        {
            Money Sum(string member) => layer.Select(account => AmountOf(account, member)).Aggregate((sum, next) => sum + next);
            foreach (var (debit, credit) in new[] { ("openingDebit", "openingCredit"), ("debit", "credit"), ("closingDebit", "closingCredit") })
            {
                Assert.That(Sum(debit), Is.EqualTo(Sum(credit)), debit);
            }
        }
    }

    [Test]
    public void Without_a_fund_the_member_is_null() =>
        Assert.That(Write(TrialBalanceReport.Of(LakesideFund.TrialBalance())).GetProperty("fund").ValueKind, Is.EqualTo(JsonValueKind.Null));

    [TestCase("王*\u0001", "王*\ufffd")]
    [TestCase("👍𠮷\"\\<&", "👍𠮷\"\\<&")]
    public void Any_text_can_be_written_and_read(string text, string expected)
    {
        var report = Write(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => text)));
        Assert.That(report.GetProperty("lines")[0].GetProperty("description").GetString(), Is.EqualTo(expected));
    }

    [Test]
    public void A_lone_surrogate_becomes_the_replacement_character() => Any_text_can_be_written_and_read("王\ud800*", "王\ufffd*");

    private static string[] NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static Money AmountOf(JsonElement element, string member) => element.GetProperty(member).Deserialize<Money>();

    private static JsonElement Write(ReportContent content, Language language = Language.Zh)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(content, ReportFormat.Json, language, output);
        return JsonDocument.Parse(output.ToArray()).RootElement.Clone();
    }
}
