using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RecordingADonation(TestDatabase database)
{
    private static Gift Hundred => new("LAKE", Cny(100), March(3), DonorName.Of("王小明"), Cny(0.60m), Reference: "T-1", Note: "为湖畔图书角");

    [Test]
    public Task The_bank_s_fee_is_lines_of_its_own() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var entry = (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), Hundred)).Expect().Entry;

        Assert.That(await ledger.LinesAsync(entry), Is.EqualTo(new[] { "Bank 100.00", "DonationIncome -100.00", "FundraisingCost 0.60", "Bank -0.60" }));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((99.40m, 0m, 0m, 99.40m)));
        var posted = await ledger.EntryAsync(entry);
        Assert.That((posted.OccurredOn, posted.Document.Type, posted.Document.Id, posted.Actor), Is.EqualTo((March(3), "bank-reference", "T-1", "clerk-7")));
    });

    [Test]
    public Task The_same_gift_sent_twice_is_posted_once_and_answered_alike() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordDonation(ledger.Database);
        var first = await record.RunAsync(Ask("gift-1"), Hundred);
        await ledger.ReopenAsync();
        var again = await new RecordDonation(ledger.Database).RunAsync(Ask("gift-1"), Hundred);

        Assert.That(again, Is.EqualTo(new Outcome<DonationRecorded>.Done(first.Expect(), WasDoneBefore: true)));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    /// <summary>Whatever way the rows take to the server, a text stays a text.</summary>
    [TestCase("O'Brien")]
    [TestCase("''")]
    [TestCase("', 1); DROP TABLE donors; --")]
    [TestCase("\\' \"\" $1 @rows %s {0}")]
    public Task A_text_with_quotes_is_kept_as_it_is(string text) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        string[] texts = [text, new string('\'', KeptText.DonorName.Longest)];
        foreach (var name in texts) (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Of(name), Reference: name, Note: name))).Expect();
        Task<List<string>> KeptAsync(string question) => ledger.Database.ReadAsync(async reader => (await reader.Connection.QueryAsync<string>(question, transaction: reader.Transaction)).ToList());
        Assert.That(await KeptAsync("SELECT name FROM donors"), Is.EquivalentTo(texts));
        Assert.That(await KeptAsync("SELECT document_id FROM journal_entries"), Is.EquivalentTo(texts));
        Assert.That(await KeptAsync("SELECT text FROM entry_texts"), Is.EquivalentTo(texts.Select(written => $"{written}\n{written}"))); // the name, and the note below it
    });

    [Test]
    public Task A_key_used_for_another_gift_is_a_conflict_that_names_what_differs_and_nobody() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordDonation(ledger.Database);
        await record.RunAsync(Ask("gift-1"), Hundred);
        var other = await record.RunAsync(Ask("gift-1"), Hundred with { Amount = Cny(250), Donor = DonorName.Of("李建国"), Note = "请勿公开" });

        Assert.That(Refused.CodeOf(other), Is.EqualTo("operation-key-conflict"));
        var text = ((Outcome<DonationRecorded>.Refused)other).Reason.Message;
        Assert.That(text.En, Does.Contain("amount: 100.00 CNY → 250.00 CNY").And.Contain("donor").And.Contain("note"));
        foreach (var personal in new[] { "王小明", "李建国", "请勿公开", "图书角", "hmac" }) Assert.That(text.Zh + text.En, Does.Not.Contain(personal));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task A_key_used_for_another_operation_is_a_conflict() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await new RecordDonation(ledger.Database).RunAsync(Ask("one"), Hundred);
        var other = await new FundLedger.Spending.RecordInterest(ledger.Database).RunAsync(Ask("one"), new("LAKE", Cny(1), March(3)));
        Assert.That(Refused.TextOf(other), Does.Contain("used for another operation (donation)"));
    });

    [Test]
    public Task A_refused_gift_leaves_its_key_free() => database.RunAsync(async ledger =>
    {
        var record = new RecordDonation(ledger.Database);
        Assert.That(Refused.CodeOf(await record.RunAsync(Ask("gift-1"), Hundred)), Is.EqualTo("fund-unknown"));
        await ledger.FundAsync("LAKE");
        Assert.That(await record.RunAsync(Ask("gift-1"), Hundred with { Amount = Cny(80) }), Is.InstanceOf<Outcome<DonationRecorded>.Done>());
    });

    [Test]
    public Task What_cannot_be_a_gift_is_refused_and_leaves_nothing_behind() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1, new DateOnly(2026, 1, 20), donor: "");
        await ledger.CloseAsync(1);
        var cases = new (string Code, Gift Gift)[]
        {
            ("date-in-future", Hundred with { On = Today.AddDays(1) }),
            ("period-closed", Hundred with { On = new DateOnly(2026, 1, 31) }),
            ("fund-unknown", Hundred with { Fund = "RIVER" }),
            ("currency", Hundred with { Amount = new Money(100, Currency.Of("VND")), Fee = null }),
            ("amount-not-positive", Hundred with { Amount = Cny(0), Fee = null }),
            ("amount-not-positive", Hundred with { Amount = Cny(-5), Fee = null }),
            ("amount-not-positive", Hundred with { Fee = Cny(-1) }),
            ("fee-over-gift", Hundred with { Fee = Cny(100.01m) }),
            ("source-unknown", Hundred with { Source = "grandmother" }),
        };
        var rows = await ledger.ScalarAsync<long>(EveryRow);
        foreach (var (code, gift) in cases)
            Assert.That(Refused.CodeOf(await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), gift)), Is.EqualTo(code), gift.ToString());
        Assert.That(await ledger.ScalarAsync<long>(EveryRow), Is.EqualTo(rows));
    });

    private const string EveryRow =
        "SELECT (SELECT COUNT(*) FROM journal_entries) + (SELECT COUNT(*) FROM journal_lines) + (SELECT COUNT(*) FROM operations) + (SELECT COUNT(*) FROM donors) " +
        "+ (SELECT COUNT(*) FROM donations) + (SELECT COUNT(*) FROM entry_texts) + (SELECT COUNT(*) FROM positions) + (SELECT COUNT(*) FROM sources)";

    [Test]
    public Task One_gift_submitted_a_hundred_times_at_once_is_posted_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordDonation(ledger.Database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => record.RunAsync(Ask("gift-1"), Hundred))));

        Assert.That(answers.Select(answer => answer.Expect().Entry).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer is Outcome<DonationRecorded>.Done { WasDoneBefore: false }), Is.EqualTo(1));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(99.40m));
    });

    [Test]
    public Task A_donor_is_kept_once_however_the_name_was_typed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1, donor: "André Li");
        await ledger.DonateAsync("LAKE", 1, donor: "  Andre\u0301 Li\u3000");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM donors"), Is.EqualTo(1));
    });

    [Test]
    public Task A_currency_without_decimals_and_one_with_three_count_in_their_own_units() => database.RunAsync(async ledger =>
    {
        foreach (var (code, minor, shown) in new[] { ("VND", 50_000L, "50000"), ("KWD", 1_234L, "1.234") })
        {
            await ledger.FundAsync($"F-{code}", code);
            var amount = new Money(minor, Currency.Of(code));
            var entry = (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift($"F-{code}", amount, Today, DonorName.Unnamed))).Expect().Entry;
            Assert.That((await ledger.EntryAsync(entry)).Lines[0].Amount.ToAmountText(), Is.EqualTo(shown));
            Assert.That((await ledger.BalancesAsync($"F-{code}")).Total.Available, Is.EqualTo(amount));
            Assert.That((await ledger.PositionAsync($"F-{code}")).Available, Is.EqualTo(amount));
        }
    });

    [Test]
    public Task Once_asked_for_anonymity_covers_every_gift_of_a_donor() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, March(1), "东湖书店公司");
        await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(20), March(2), DonorName.Of("东湖书店公司", isAnonymous: true)));
        await ledger.DonateAsync("LAKE", 30, March(3), "东湖书店公司");

        var (_, lines) = await ledger.StatementAsync("LAKE", March(1), March(31));
        Assert.That(lines.Select(line => line.Description), Is.All.Empty);
    });
}
