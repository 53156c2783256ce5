using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Importing;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Tests.Matching;
using FundLedger.Values;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.Refused;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class MatchingLines(TestDatabase database)
{
    [Test]
    public Task One_line_may_be_several_entries_and_one_entry_several_lines() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var (a, b, c) = (await ledger.GiveAsync(100, March(1)), await ledger.GiveAsync(50, March(1), "李四"), await ledger.GiveAsync(70, March(2), "赵六"));
        await ledger.ImportAsync(Statement(Paid(March(2), 150), Paid(March(3), 30), Paid(March(3), 40)));
        Assert.That((await ledger.TryMatchAsync([new(await ledger.LineAsync(150))], [new(a), new(b)])).Expect().Amount, Is.EqualTo(Cny(150)));
        Assert.That((await ledger.TryMatchAsync([new(await ledger.LineAsync(30)), new(await ledger.LineAsync(40))], [new(c)])).Expect().Amount, Is.EqualTo(Cny(70)));
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 220 bank 220 opening 0 | book in 0 out 0 | bank in 0 out 0 | differ 0"));
    });

    [Test]
    public Task A_part_is_matched_and_never_more_than_there_is() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.ImportAsync(Statement(Paid(March(1), 60), Paid(March(2), 60)));
        var lines = await ledger.LinesAsync();
        (await ledger.TryMatchAsync([new(lines[0].Id)], [new(gift, Cny(60))])).Expect();
        Assert.That(CodeOf(await ledger.TryMatchAsync(lines[1].Id, gift)), Is.EqualTo("match-unequal"));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(lines[1].Id)], [new(gift, Cny(60))])), Is.EqualTo("more-than-open"));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(lines[0].Id)], [new(gift, Cny(40))])), Is.EqualTo("already-matched"));
        (await ledger.TryMatchAsync([new(lines[1].Id, Cny(40))], [new(gift)])).Expect();
        Assert.That((await ledger.LinesAsync(LineState.Open)).Single().Open, Is.EqualTo(Cny(20)));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(lines[1].Id, Cny(-20))], [new(gift)])), Is.EqualTo("more-than-open"));
    });

    [Test]
    public Task What_does_not_belong_together_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        (await ledger.TryAccountAsync("OTHER")).Expect();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.ImportAsync(Statement(Paid(March(1), 90)));
        await ledger.ImportAsync(Statement("other.csv", Paid(March(1), 100)), "OTHER");
        var (line, other) = (await ledger.LineAsync(90), await ledger.LineAsync(100, "OTHER"));
        Assert.That(TextOf(await ledger.TryMatchAsync(line, gift)), Does.Contain("they differ by -10.00 CNY"));
        Assert.That(CodeOf(await ledger.TryMatchAsync(other, gift)), Is.EqualTo("entry-not-on-account"));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(line), new(other)], [new(gift)])), Is.EqualTo("bank-line-other-account"));
        Assert.That(CodeOf(await ledger.TryMatchAsync(4_711, gift)), Is.EqualTo("bank-line-unknown"));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(line)], [])), Is.EqualTo("match-parts"));
        Assert.That(CodeOf(await ledger.TryMatchAsync([new(line), new(line)], [new(gift)])), Is.EqualTo("match-parts"));
    });

    [Test]
    public Task An_undone_match_opens_both_sides_again_and_stays_on_record() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.ImportAsync(Statement(Paid(March(2), 100)));
        var line = await ledger.LineAsync(100);
        var match = (await ledger.TryMatchAsync(line, gift)).Expect().Match;
        (await ledger.TryUnmatchAsync(match)).Expect();
        Assert.That(CodeOf(await ledger.TryUnmatchAsync(match)), Is.EqualTo("match-undone"));
        Assert.That(CodeOf(await ledger.TryUnmatchAsync(99)), Is.EqualTo("match-unknown"));
        (await ledger.TryMatchAsync(line, gift)).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM bank_matches"), Is.EqualTo(2));
    });

    [Test]
    public Task Sixty_four_at_once_make_one_match() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.ImportAsync(Statement(Paid(March(1), 100)));
        var line = await ledger.LineAsync(100);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ledger.TryMatchAsync(line, gift))));
        Assert.That(outcomes.Count(outcome => outcome is Outcome<LinesMatched>.Done), Is.EqualTo(1));
        Assert.That(outcomes.OfType<Outcome<LinesMatched>.Refused>().Select(refused => refused.Reason.Code).Distinct(), Is.EqualTo(new[] { "already-matched" }));
    });

    [Test]
    public Task An_inside_transfer_on_a_shared_account_is_no_item() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.GiveAsync(100, March(1));
        (await new FundLedger.Funds.TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Funds.FundTransfer("LAKE", "RIVER", "donation", Cny(40), March(2)))).Expect();
        await ledger.ImportAsync(Statement(Paid(March(1), 100, "王小明")));
        Assert.That((await ledger.AutoAsync()).Matched[MatchHow.SameDay], Is.EqualTo(1));
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 100 bank 100 opening 0 | book in 0 out 0 | bank in 0 out 0 | differ 0"));
    });

    [Test]
    public Task Gifts_that_were_imported_from_the_same_file_are_all_paired() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("MEKONG", "VND");
        var path = SharedData.PathOf("bank-statement-vcb-2024-09.csv");
        var dayFirst = ListProfile.Guess with { Dates = DateFormat.DayFirst };
        using (var list = TestLists.Opened(path))
            await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", list, TestLists.Scanned(list, Currency.Of("VND"), dayFirst), new ImportChoices("MEKONG"));
        var account = (await new MainAccount(ledger.Database).EnsureAsync(ledger.Ask(), "MEKONG")).Expect().Account;
        await ledger.ImportAsync(Csv(path, "VND", dayFirst), account);
        var done = await ledger.AutoAsync(account: account);
        Assert.That((done.Matched[MatchHow.SameRow], done.Open, done.OpenOut.ToAmountText(), done.OpenIn.IsZero), Is.EqualTo((7_999L, 1L, "-55000", true)));
        var debit = (await ledger.LinesAsync(LineState.Open, account)).Single();
        (await new BookLines(ledger.Database).RunAsync(ledger.Ask(), new Booking([debit.Id], BookAs.Fee))).Expect();
        var figures = await ledger.ReconcileAsync(new DateOnly(2024, 9, 30), account: account);
        Assert.That((figures.ItemCount, figures.Sums.Book), Is.EqualTo((0L, 9_780_159_052L - 55_000)));
    });

    [Test]
    public Task By_itself_it_pairs_only_what_leaves_no_doubt() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var byReference = await ledger.GiveAsync(100, March(1), reference: "T100");
        await ledger.GiveAsync(100, March(9), "李四");
        var near = await ledger.GiveAsync(33, March(3), "赵六");
        await ledger.GiveAsync(50, March(5), "甲");
        await ledger.GiveAsync(50, March(5), "乙");
        await ledger.GiveAsync(60, March(5), "丙");
        await ledger.GiveAsync(60, March(5), "丁");
        await ledger.ImportAsync(Statement(
            Paid(March(9), 100, "李四", "T100"), Paid(March(1), 100, "某人"), Paid(March(6), 33), Paid(March(5), 50, "乙"), Paid(March(5), 50, "甲"), Paid(March(5), 60), Paid(March(5), 60), Paid(March(14), 7)));
        var trial = (await new AutoMatch(ledger.Database).TryOutAsync(new AutoMatchRequest("MAIN"))).Expect();
        var done = await ledger.AutoAsync();
        Assert.That(done.Matched, Is.EquivalentTo(new Dictionary<MatchHow, long> { [MatchHow.Reference] = 1, [MatchHow.SameDay] = 2, [MatchHow.NearDay] = 1 }));
        Assert.That(trial.Matched, Is.EquivalentTo(done.Matched), "a trial says what will be done");
        Assert.That((await MatchOfAsync(ledger, byReference)).How, Is.EqualTo(MatchHow.Reference));
        Assert.That((await MatchOfAsync(ledger, near)).How, Is.EqualTo(MatchHow.NearDay));
        Assert.That((await ledger.LinesAsync(LineState.Open)).Select(line => line.Amount.MinorUnits / 100), Is.EquivalentTo(new[] { 100, 60, 60, 7 }), "two of sixty could be either, and one hundred is too far");
        Assert.That((await ledger.AutoAsync()).Matched, Is.Empty, "again does nothing more");
    });

    [Test]
    public Task An_entry_and_its_reversal_that_never_reached_the_bank_are_settled_with_each_other() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var wrong = await ledger.GiveAsync(100, March(1));
        (await ledger.TryReverseAsync(wrong, March(2))).Expect();
        await ledger.ImportAsync(Statement(Paid(March(2), 7)));
        Assert.That((await ledger.AutoAsync()).Matched, Is.EquivalentTo(new Dictionary<MatchHow, long> { [MatchHow.Reversed] = 1 }));
        Assert.That((await ledger.ReconcileAsync()).ItemCount, Is.EqualTo(1));
    });

    [Test]
    public Task Suggestions_say_why_the_likeliest_first() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.GiveAsync(100, March(1), "赵六");
        var sure = await ledger.GiveAsync(100, March(9), "李四");
        var near = await ledger.GiveAsync(120, March(10), "李四");
        var (one, two) = (await ledger.GiveAsync(30, March(12), "甲"), await ledger.GiveAsync(40, March(12), "乙"));
        await ledger.ImportAsync(Statement(Paid(March(10), 100, "李四"), Paid(March(13), 70)));
        var lines = await ledger.LinesAsync();
        var first = await ledger.Database.ReadAsync(reader => Suggestions.OfAsync(reader, lines[0]));
        Assert.That(first[0].Entries.Single().Entry, Is.EqualTo(sure));
        Assert.That(first[0].Reasons.Select(reason => reason.En), Is.EqualTo(new[] { "same amount", "same payer", "1 day(s) apart" }));
        Assert.That(first.First(suggestion => suggestion.Entries[0].Entry == near).Reasons.Select(reason => reason.En), Has.Member("amount differs by -20.00"));
        var second = (await ledger.Database.ReadAsync(reader => Suggestions.OfAsync(reader, lines[1])))[0];
        Assert.That(second.Entries.Select(item => item.Entry), Is.EqualTo(new[] { one, two }));

        var open = await ledger.Database.ReadAsync(async reader => await Suggestions.OfOpenAsync(reader, lines[0].Account));
        var accepted = (await new AcceptSuggestions(ledger.Database).RunAsync(ledger.Ask(), "MAIN", [.. open.Select(one => new AcceptedSuggestion(one.Line.Id, [.. one.Suggestion.Entries.Select(item => item.Entry)]))])).Expect();
        Assert.That(accepted, Is.EqualTo(new SuggestionsAccepted(1, Cny(100))));
        Assert.That(CodeOf(await new AcceptSuggestions(ledger.Database).RunAsync(ledger.Ask(), "MAIN", [new AcceptedSuggestion(lines[0].Id, [sure])])), Is.EqualTo("suggestion-stale"));
    });

    [Test]
    public Task A_fund_moves_to_another_account_only_where_nothing_was_matched() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        (await ledger.TryAccountAsync("NEW")).Expect();
        var (old, later) = (await ledger.GiveAsync(100, March(1)), await ledger.GiveAsync(50, March(10)));
        await ledger.ImportAsync(Statement(Paid(March(1), 100)));
        (await ledger.TryMatchAsync(await ledger.LineAsync(100), old)).Expect();
        var assign = new AssignFund(ledger.Database);
        Assert.That(CodeOf(await assign.RunAsync(ledger.Ask(), new FundAssignment("NEW", "LAKE", March(1)))), Is.EqualTo("fund-account-matched"));
        Assert.That(CodeOf(await assign.RunAsync(ledger.Ask(), new FundAssignment("NEW", "LAKE"))), Is.EqualTo("fund-account-told"));
        (await assign.RunAsync(ledger.Ask(), new FundAssignment("NEW", "LAKE", March(5)))).Expect();
        var balances = await ledger.Database.ReadAsync(reader => BookItems.BalancesAsync(reader, Today));
        Assert.That(balances.Values.Order(), Is.EqualTo(new[] { 50_00L, 100_00L }));
        await ledger.ImportAsync(Statement("new.csv", Paid(March(10), 50)), "NEW");
        (await ledger.TryMatchAsync(await ledger.LineAsync(50, "NEW"), later)).Expect();
    });

    private static Task<BankMatch> MatchOfAsync(TestLedger ledger, EntryId entry) => ledger.Database.ReadAsync(async reader =>
        (await BankMatches.OfEntryAsync(reader, await BankBook.LoadAsync(reader, await Books.LoadAsync(reader)), entry)).Single());
}
