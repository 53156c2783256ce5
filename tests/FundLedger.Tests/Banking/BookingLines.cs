using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Tests.Matching;
using FundLedger.Values;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.Refused;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class BookingLines(TestDatabase database)
{
    [Test]
    public Task A_gift_made_from_a_line_names_its_payer_earns_its_match_and_is_matched() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(MatchingBooks.Programme());
        (await ledger.TryAccountAsync("MAIN", null, "LAKE")).Expect();
        await ledger.ImportAsync(Statement(Paid(March(3), 200, "王小明", "T1", text: "给老人")));
        var line = (await ledger.LinesAsync()).Single();
        var booked = (await ledger.TryBookAsync(line.Id, BookAs.Gift)).Expect();
        var gift = booked.Entries.Single();
        Assert.That(await ledger.EarnedAsync(gift), Is.EqualTo(200m));
        var entry = await ledger.EntryAsync(gift);
        Assert.That((entry.Kind, entry.OccurredOn, entry.Document.Type, entry.Document.Id), Is.EqualTo((EntryKind.Donation, March(3), "bank-statement", "2")));
        Assert.That(await ledger.ScalarAsync<string>("SELECT text FROM entry_texts WHERE text LIKE '%给老人%'"), Is.EqualTo("王小明\n给老人"));
        Assert.That((await ledger.LinesAsync()).Single().Open.IsZero);
        Assert.That(CodeOf(await ledger.TryBookAsync(line.Id, BookAs.Gift)), Is.EqualTo("already-matched"));
    });

    [Test]
    public Task Fees_and_interest_are_booked_and_the_direction_must_fit() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement(Paid(March(3), -15, text: "账户管理费"), Paid(March(4), 2.5m, text: "结息")));
        var (fee, interest) = (await ledger.LineAsync(-15), await ledger.LineAsync(2.5m));
        Assert.That(CodeOf(await ledger.TryBookAsync(fee, BookAs.Gift)), Is.EqualTo("book-as-direction"));
        Assert.That(CodeOf(await ledger.TryBookAsync(interest, BookAs.Fee)), Is.EqualTo("book-as-direction"));
        Assert.That(CodeOf(await ledger.TryBookAsync(interest, BookAs.Interest, fund: null)), Is.EqualTo("fund-missing"), "two funds share the account");
        Assert.That(await ledger.LinesAsync((await ledger.TryBookAsync(fee, BookAs.Fee)).Expect().Entries[0]), Is.EqualTo(new[] { "FundraisingCost 15.00", "Bank -15.00" }));
        Assert.That(await ledger.LinesAsync((await ledger.TryBookAsync(interest, BookAs.Interest)).Expect().Entries[0]), Is.EqualTo(new[] { "Bank 2.50", "InterestIncome -2.50" }));
        Assert.That((await ledger.ReconcileAsync()).ItemCount, Is.Zero);
    });

    [Test]
    public Task What_nobody_knows_waits_as_unidentified_until_it_is_somebody_s_gift() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement(Paid(March(3), 500, "不明")));
        var line = await ledger.LineAsync(500);
        var done = await ledger.AutoAsync(UnmatchedCredit.Suspense, "LAKE");
        Assert.That(done.Booked[BookAs.Suspense], Is.EqualTo(1));
        Assert.That((await UnknownAsync(ledger)).Select(one => (one.Amount, one.Line, one.Since)), Is.EqualTo(new[] { (Cny(500), (long?)line, (DateOnly?)March(3)) }));

        var part = (await IdentifyAsync(ledger, line, "RIVER", "李四", Cny(300))).Expect();
        Assert.That(await ledger.LinesAsync(part.Entry), Is.EqualTo(new[] { $"Suspense 300.00 bank-line/{line}", "Bank -300.00", "Bank 300.00", "DonationIncome -300.00" }));
        Assert.That(CodeOf(await IdentifyAsync(ledger, line, "RIVER", "李四", Cny(201))), Is.EqualTo("more-than-open"));
        (await IdentifyAsync(ledger, line, "LAKE", "赵六")).Expect();
        Assert.That(CodeOf(await IdentifyAsync(ledger, line, "LAKE", "赵六")), Is.EqualTo("receipt-known"));
        Assert.That(await UnknownAsync(ledger), Is.Empty);
        Assert.That((await ledger.ReconcileAsync()).ItemCount, Is.Zero, "identifying moves nothing at the bank");
    });

    [Test]
    public Task Money_for_a_fund_that_banks_elsewhere_stays_where_it_came_in_also_when_it_is_reversed() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync(null, "LAKE");
        await ledger.FundAsync("RIVER");
        (await ledger.TryAccountAsync("OWN", null, "RIVER")).Expect();
        await ledger.ImportAsync(Statement(Paid(March(3), 80, "李四")));
        var gift = (await ledger.TryBookAsync(await ledger.LineAsync(80), BookAs.Gift, "RIVER")).Expect().Entries[0];
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 80 bank 80 opening 0 | book in 0 out 0 | bank in 0 out 0 | differ 0"));
        (await ledger.TryReverseAsync(gift)).Expect();
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 0 bank 80 opening 0 | book in 0 out -80 | bank in 0 out 0 | differ 0"));
        Assert.That((await ledger.Database.ReadAsync(reader => BookItems.BalancesAsync(reader, Today))).Values, Is.All.Zero);
    });

    [Test]
    public Task A_rule_remembers_what_was_done_and_can_be_switched_off() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement("1.csv", Paid(March(3), 100, "永辉超市"), Paid(March(3), -5, text: "短信服务费")));
        var gift = (await ledger.TryBookAsync(await ledger.LineAsync(100), BookAs.Gift, "RIVER", remember: true)).Expect();
        (await ledger.TryBookAsync(await ledger.LineAsync(-5), BookAs.Fee, "LAKE", remember: true)).Expect();
        await ledger.ImportAsync(Statement("2.csv", Paid(March(4), 70, "永辉超市 幸福店"), Paid(March(4), -6, text: "三月短信服务费"), Paid(March(4), 9, "别人")));
        var trial = (await new AutoMatch(ledger.Database).TryOutAsync(new AutoMatchRequest("MAIN"))).Expect();
        Assert.That(trial.Lines.Select(line => (line.Line.Amount, line.As, line.Fund)), Is.EqualTo(new[] { (Cny(70), BookAs.Gift, (string?)"RIVER"), (Cny(-6), BookAs.Fee, "LAKE") }));
        Assert.That((await ledger.AutoAsync()).Booked, Is.EquivalentTo(new Dictionary<BookAs, long> { [BookAs.Gift] = 1, [BookAs.Fee] = 1 }));
        Assert.That((await ledger.FiguresAsync("RIVER")).Cash, Is.EqualTo(170m));

        var rule = (await RulesAsync(ledger)).Single(one => one.Id == gift.Rule);
        Assert.That((rule.Payer, rule.Version, rule.FromLine), Is.EqualTo(("永辉超市", 1L, (long?)await ledger.LineAsync(100))));
        var saved = (await new SaveRule(ledger.Database).RunAsync(ledger.Ask(), new RuleText(rule.Id, "MAIN", true, rule.Payer, "", BookAs.Gift, Fund: "RIVER", IsOn: false))).Expect();
        Assert.That(saved, Is.EqualTo(new RuleSaved(rule.Id, 2)));
        await ledger.ImportAsync(Statement("3.csv", Paid(March(5), 71, "永辉超市")));
        Assert.That((await ledger.AutoAsync()).Booked, Is.Empty);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM bank_rules"), Is.EqualTo(3), "every version is kept");
        Assert.That(CodeOf(await new SaveRule(ledger.Database).RunAsync(ledger.Ask(), new RuleText(null, "MAIN", true, "", "", BookAs.Gift))), Is.EqualTo("rule-empty"));
    });

    [Test]
    public Task An_account_of_one_appeal_books_what_nobody_knows_as_gifts() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(CodeOf(await new CreateBankAccount(ledger.Database).RunAsync(ledger.Ask(), new NewBankAccount(null, "MAIN", new("专户", "Appeal"), Unmatched: UnmatchedCredit.Donation))), Is.EqualTo("fund-missing"));
        Assert.That(CodeOf(await new CreateBankAccount(ledger.Database).RunAsync(ledger.Ask(), new NewBankAccount(null, "new", new("专户", "Appeal"), Unmatched: UnmatchedCredit.Donation, Fund: "LAKE"))), Is.EqualTo("bank-account-code"));
        (await new CreateBankAccount(ledger.Database).RunAsync(ledger.Ask(), new NewBankAccount(null, "MAIN", new("专户", "Appeal"), Unmatched: UnmatchedCredit.Donation, Fund: "LAKE"))).Expect();
        await ledger.ImportAsync(Statement([.. Enumerable.Range(1, 600).Select(i => Paid(March(1 + i % 14), i, $"捐赠人{i}")), Paid(March(2), -3)]));
        var done = await ledger.AutoAsync();
        Assert.That((done.Booked[BookAs.Gift], done.Open, done.OpenOut), Is.EqualTo((600L, 1L, Cny(-3))));
        Assert.That((await ledger.FiguresAsync("LAKE")).Cash, Is.EqualTo(600m * 601 / 2));
        Assert.That((await ledger.ReconcileAsync()).Shown(), Does.EndWith("| book in 0 out 0 | bank in 0 out -3 | differ 0"));
    });

    [Test]
    public Task Erasing_a_donor_erases_what_statements_and_rules_say_of_them() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement(Paid(March(3), 100, "王小明", text: "王小明捐")));
        (await ledger.TryBookAsync(await ledger.LineAsync(100), BookAs.Gift, remember: true)).Expect();
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "王小明")).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM bank_line_texts"), Is.Zero);
        Assert.That((await RulesAsync(ledger)).Single().Payer, Is.Empty);
        await ledger.ImportAsync(Statement("2.csv", Paid(March(4), 1, "别人")));
        Assert.That((await ledger.AutoAsync()).Booked, Is.Empty, "a rule that says nothing is for no line");
    });

    private static Task<IReadOnlyList<BankRule>> RulesAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await BankRules.CurrentAsync(reader, books, await BankBook.LoadAsync(reader, books));
    });

    private static Task<IReadOnlyList<UnidentifiedReceipt>> UnknownAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await UnidentifiedReceipt.ListAsync(reader, books, await BankBook.LoadAsync(reader, books));
    });

    private static Task<Outcome<ReceiptIdentified>> IdentifyAsync(TestLedger ledger, long line, string fund, string donor, Money? amount = null) =>
        new IdentifyReceipt(ledger.Database).RunAsync(ledger.Ask(), new Identification(line, fund, donor, amount));
}
