using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Web.Tests.Cli;

public sealed class Approvals : CommandLineTest
{
    private const string Transfer = "transfer --from F1 --to F2 --source donation --amount 30 --on 2026-01-09 --note 补助";

    private TokenHolders people = null!;
    private TokenHolders.Holder maker = null!, checker = null!;

    [SetUp]
    public async Task BooksWithTwo()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        people = new TokenHolders(Books, Day);
        maker = await people.FirstAsync();
        checker = await people.AddAsync("chen", "陈复", PersonRole.Approver);
    }

    [Test]
    public async Task A_transfer_is_proposed_and_posted_when_another_agrees_to_what_they_saw()
    {
        var proposed = await AsAsync(maker, Transfer);
        Assert.That((proposed.ExitCode, proposed.Out), Is.EqualTo((0, "Proposed as number 1; it waits for 1 other person(s) to agree.\n")));
        Assert.That(await CashAsync("F2"), Is.EqualTo("0.00"));
        var mine = await AsAsync(checker, "approval list --mine --json");
        Assert.That(mine.Json[0].GetProperty("proposal").GetInt64(), Is.EqualTo(1));
        Assert.That((await AsAsync(maker, "approval list --mine --json")).Json.GetArrayLength(), Is.Zero);

        var shown = await DoneAsync("approval show 1 --lang zh-CN");
        Assert.That(shown.Out, Does.Contain("第 1 号  基金间划转  待复核").And.Contain("转出基金：F1 F1 基金").And.Contain("金额：30.00 CNY").And.Contain("事由：补助").And.Contain("提出人：张岚"));
        Assert.That((await DoneAsync("approval show 1")).Out, Does.Contain("Waiting").And.Contain("From fund: F1").And.Contain("Content hash: "));

        var planned = await AsAsync(checker, $"approval approve 1 --content {await HashAsync(1)} --dry-run");
        Assert.That(planned.Out, Does.Contain("30.00"), planned.Error);
        Assert.That((await people.ProposalAsync(1)).Status, Is.EqualTo(ProposalStatus.Open));

        var agreed = await AsAsync(checker, $"approval approve 1 --content {await HashAsync(1)}");
        Assert.That((agreed.ExitCode, agreed.Out), Is.EqualTo((0, "Number 1 is agreed to and done. Entry 2.\n")), agreed.Error);
        Assert.That(await CashAsync("F2"), Is.EqualTo("30.00"));
        Assert.That((await DoneAsync("journal show 2 --json")).Json.GetProperty("actor").GetString(), Is.EqualTo(maker.Id));
        Assert.That((await DoneAsync("approval show 1")).Out, Does.Contain("Agreed: 陈复").And.Contain("Entry: 2"));
        Assert.That((await DoneAsync("approval list")).Out.Trim().Split('\n'), Has.Length.EqualTo(1), "nothing is open");
        Assert.That((await DoneAsync("approval list --status executed")).Out, Does.Contain("Agreed and done"));
    }

    [Test]
    public async Task A_dry_run_shows_the_entry_and_proposes_nothing()
    {
        var said = await AsAsync(maker, Transfer + " --dry-run --json");
        Assert.That(said.Json.GetProperty("entries")[0].GetProperty("lines").GetArrayLength(), Is.EqualTo(4));
        Assert.That((await DoneAsync("approval list --status all --json")).Json.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task The_same_key_proposes_once()
    {
        await AsAsync(maker, Transfer + " --key k1");
        var again = await AsAsync(maker, Transfer + " --key k1 --json");
        Assert.That((again.Json.GetProperty("proposal").GetInt64(), again.Json.GetProperty("doneBefore").GetBoolean()), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Nobody_checks_their_own_and_the_sentence_says_so()
    {
        var both = await people.AddAsync("zhou", "周全", PersonRole.Approver);
        await people.RunAsync(async database => (await new GiveRole(database).RunAsync(
            new Storage.Asked("give", maker.Id), both.Id, new NewGrant(PersonRole.FundManager, Scope.WholeLedger))).Expect());
        var ofBoth = await people.AnotherTokenAsync(both, TimeSpan.FromDays(9), Permission.Propose, Permission.Approve);
        await AsAsync(ofBoth, Transfer);
        var own = await AsAsync(ofBoth, $"approval approve 1 --content {await HashAsync(1)}");
        Assert.That((own.ExitCode, own.Error), Is.EqualTo((2, "error: Nobody checks what they proposed themselves, nor lets another do it for them.\n")));
        Assert.That((await AsAsync(ofBoth, $"approval approve 1 --content {await HashAsync(1)} --lang zh-CN")).Error, Does.Contain("不能复核本人提出的事项"));
        Assert.That((await people.TrailAsync())[0].Note.Detail, Is.EqualTo("maker-may-not-check"));
    }

    [Test]
    public async Task Other_content_than_was_seen_is_not_agreed_to_and_a_replaced_one_is_over()
    {
        await AsAsync(maker, Transfer);
        var seen = await HashAsync(1);
        await AsAsync(maker, Transfer.Replace("30", "90", StringComparison.Ordinal) + " --replaces 1");
        Assert.That((await AsAsync(checker, $"approval approve 1 --content {seen}")).Error, Does.Contain("withdrawn or replaced"));
        Assert.That((await AsAsync(checker, $"approval approve 2 --content {seen}")).Error, Does.Contain("What you saw is not what this proposal holds."));
        Assert.That((await AsAsync(checker, "approval approve 2 --content 12")).Error, Does.Contain("--content: The hash of the content is 64 hexadecimal digits."));
        Assert.That(await CashAsync("F2"), Is.EqualTo("0.00"));
    }

    [Test]
    public async Task A_reversal_is_proposed_and_void_with_1_when_the_entry_changed_meanwhile()
    {
        await AsAsync(maker, "reverse --entry 1 --reason 重复");
        await AsAsync(maker, "refund --entry 1 --amount 10 --on 2026-01-10");
        var said = await AsAsync(checker, $"approval approve 1 --content {await HashAsync(1)}");
        Assert.That((said.ExitCode, said.Out), Is.EqualTo((1, "What number 1 was about has changed: it is void, and nothing was done.\n")));
    }

    [Test]
    public async Task A_month_is_reopened_by_two()
    {
        await AsAsync(maker, "period close --month 2026-01");
        await AsAsync(maker, "period reopen --month 2026-01 --reason 漏记");
        Assert.That((await DoneAsync("period list --json")).Json[0].GetProperty("status").GetString(), Is.EqualTo("Closed"));
        Assert.That((await AsAsync(checker, $"approval approve 1 --content {await HashAsync(1)}")).ExitCode, Is.Zero);
        Assert.That((await DoneAsync("period list --json")).Json[0].GetProperty("status").GetString(), Is.EqualTo("Open"));
    }

    [Test]
    public async Task A_rejected_a_withdrawn_and_an_expired_one_are_said_to_be_so()
    {
        foreach (var _ in new[] { 1, 2, 3 }) await AsAsync(maker, Transfer);
        Assert.That((await AsAsync(checker, $"approval reject 1 --content {await HashAsync(1)}")).Out, Is.EqualTo("Number 1 is rejected.\n"));
        Assert.That((await AsAsync(maker, "approval withdraw 2")).Out, Is.EqualTo("Number 2 is withdrawn.\n"));
        var (another, missing) = (await AsAsync(await people.AddAsync("wu", "吴管", PersonRole.FundManager), "approval withdraw 3"), await AsAsync(maker, "approval withdraw 99"));
        Assert.That((another.ExitCode, another.Error), Is.EqualTo((missing.ExitCode, missing.Error)), "another's and a missing one look the same");
        Day = Day.AddDays(31);
        Assert.That((await DoneAsync("approval list --status all")).Out, Does.Contain("Rejected").And.Contain("Withdrawn").And.Contain("Expired"));
        Assert.That((await AsAsync(checker, $"approval approve 3 --content {await HashAsync(3)}")).Error, Does.Contain("The time for this is over."));
    }

    [Test]
    public async Task One_decides_in_anothers_stead_while_that_is_delegated()
    {
        var helper = await people.AddAsync("he", "何助", PersonRole.Approver, Scope.OfFund("F2"));
        await AsAsync(maker, Transfer);
        var decision = $"approval approve 1 --content {await HashAsync(1)} --in-stead-of chen";
        Assert.That((await AsAsync(helper, decision)).ExitCode, Is.EqualTo(2));
        await people.DelegateAsync(checker, helper);
        Assert.That((await AsAsync(helper, decision)).ExitCode, Is.Zero);
        Assert.That((await DoneAsync("approval show 1")).Out, Does.Contain("Agreed: 何助 (in the stead of 陈复)"));
        Assert.That((await DoneAsync("approval show 1 --lang zh-CN")).Out, Does.Contain("同意：何助（代 陈复）"));
    }

    [Test]
    public async Task Without_people_verbs_do_it_at_once_and_reopening_says_whom_it_needs()
    {
        var alone = Path.Combine(Folder, "alone");
        foreach (var code in new[] { "F1", "F2" }) await NewFundAsync(code, more: $"--data {alone}");
        await DoneAsync($"donate --fund F1 --amount 100 --on 2026-01-08 --donor x --data {alone}");
        Assert.That((await DoneAsync($"{Transfer} --data {alone}")).Out, Is.EqualTo("It is transferred: entry 2.\n"));
        await DoneAsync($"period close --month 2026-01 --data {alone}");
        Assert.That((await RunAsync($"period reopen --month 2026-01 --reason x --data {alone}")).Error, Does.Contain("Reopening a month takes two people"));
    }

    private async Task<string> HashAsync(long proposal) => Convert.ToHexStringLower((await people.ProposalAsync(proposal)).ContentHash);

    private async Task<string> CashAsync(string fund) => (await DoneAsync($"balances --fund {fund} --json")).Json.GetProperty("total").GetProperty("cash").GetProperty("amount").GetString()!;
}
