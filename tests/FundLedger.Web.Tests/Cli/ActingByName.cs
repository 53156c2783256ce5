using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Web.Tests.Cli;

public sealed class ActingByName : CommandLineTest
{
    private TokenHolders people = null!;
    private TokenHolders.Holder manager = null!;

    [SetUp]
    public async Task BooksWithPeople()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        people = new TokenHolders(Books, Day);
        manager = await people.FirstAsync();
    }

    [TestCase("fund create --code F3 --name x --kind CommunityFund --currency CNY")]
    [TestCase("entity create --code B --name x --currency CNY --chart npo-2026")]
    [TestCase("opening --fund F1 --source-kind donation --amount 1 --on 2026-01-01 --ref x")]
    [TestCase("seed --fund F1 --amount 1 --on 2026-01-01 --from x --ref x")]
    [TestCase("donate --fund F1 --amount 1 --on 2026-01-01 --donor x")]
    [TestCase("expense --fund F1 --amount 1 --on 2026-01-09 --for x")]
    [TestCase("expense pay --entry 1 --on 2026-01-09")]
    [TestCase("fee --fund F1 --amount 1 --on 2026-01-09")]
    [TestCase("interest --fund F1 --amount 1 --on 2026-01-09")]
    [TestCase("recharge --fund F1 --amount 1 --on 2026-01-09 --from donation --to own-funds")]
    [TestCase("transfer --from F1 --to F2 --source donation --amount 1 --on 2026-01-09")]
    [TestCase("transfer settle --entry 1 --amount 1 --on 2026-01-09")]
    [TestCase("management-fee --fund F1 --host F2 --source donation --amount 1 --on 2026-01-09")]
    [TestCase("refund --entry 1 --amount 1 --on 2026-01-09")]
    [TestCase("reverse --entry 1 --reason x")]
    [TestCase("journal post x.json")]
    [TestCase("journal attach 1 x.pdf")]
    [TestCase("journal detach 1 00")]
    [TestCase("period close --month 2026-01")]
    [TestCase("period reopen --month 2026-01 --reason x")]
    [TestCase("donor erase --name 王小明")]
    [TestCase("import donations x.csv --fund F1")]
    [TestCase("import journal LIST")]
    [TestCase("approval approve 1 --content 0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("approval reject 1 --content 0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("approval withdraw 1")]
    [TestCase("token list")]
    [TestCase("token revoke 1")]
    public async Task From_the_first_person_on_nothing_is_written_without_a_token(string line)
    {
        var said = await RunAsync(line.Replace("LIST", Write("list.csv", "x"), StringComparison.Ordinal));
        Assert.That(said.ExitCode, Is.EqualTo(2), said.Error);
        Assert.That(said.Error, Does.Contain("--token-file: These books have people, so whoever writes is to be known by an API token."));
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(1));
    }

    [TestCase("fund list")]
    [TestCase("journal show 1")]
    [TestCase("balances --fund F1")]
    [TestCase("verify")]
    [TestCase("export journal --format csv")]
    [TestCase("approval list")]
    public async Task Who_may_read_the_folder_reads_the_books_without_one(string line) => await DoneAsync(line);

    [Test]
    public async Task What_is_recorded_is_the_persons_whether_the_token_comes_from_the_variable_or_a_file()
    {
        Environment["FUNDLEDGER_Token"] = manager.Secret;
        await DoneAsync("donate --fund F1 --amount 1 --on 2026-01-09 --donor x");
        Environment.Remove("FUNDLEDGER_Token");
        await DoneAsync($"donate --fund F1 --amount 1 --on 2026-01-09 --donor x --token-file {Write("token", manager.Secret + "\n")}");
        foreach (var entry in new[] { 2, 3 })
            Assert.That((await DoneAsync($"journal show {entry} --json")).Json.GetProperty("actor").GetString(), Is.EqualTo(manager.Id));
    }

    [Test]
    public async Task A_token_that_is_wrong_over_or_revoked_opens_nothing_and_the_trail_tells_of_it()
    {
        var short_ = await people.AnotherTokenAsync(manager, TimeSpan.FromDays(1), Permission.RecordMoney);
        Assert.That((await AsAsync(manager with { Secret = "no-such-token" }, Gift)).Error, Does.StartWith("error: --token-file: This token is unknown, over or revoked."));
        Assert.That((await people.TrailAsync())[0].Note, Is.EqualTo(new AuditNote("use-api-token", AuditOutcome.Tried)));

        Day = Day.AddDays(2);
        Assert.That((await AsAsync(short_, Gift)).ExitCode, Is.EqualTo(2));
        Assert.That((await AsAsync(manager, Gift)).ExitCode, Is.Zero);
        var tokens = await AsAsync(manager, "token list --json");
        foreach (var token in tokens.Json.EnumerateArray().Where(token => token.GetProperty("isGood").GetBoolean()).ToList())
            Assert.That((await AsAsync(manager, $"token revoke {token.GetProperty("token").GetInt64()}")).ExitCode, Is.Zero);
        Assert.That((await AsAsync(manager, Gift)).Error, Does.Contain("unknown, over or revoked"));
        Assert.That((await RunAsync("--lang zh-CN " + Gift)).Error, Does.Contain("令牌"));
    }

    [Test]
    public async Task A_token_does_no_more_than_it_names_and_a_person_no_more_than_their_roles()
    {
        var narrow = await people.AnotherTokenAsync(manager, TimeSpan.FromDays(9), Permission.ClosePeriod);
        Assert.That((await AsAsync(narrow, Gift)).Error, Is.EqualTo("error: You, or this token, have not the permission for it (record-money).\n"));
        var told = (await people.TrailAsync())[0];
        Assert.That((told.Actor, told.Note.Act, told.Note.Outcome, told.Note.Detail), Is.EqualTo((manager.Id, "donate", AuditOutcome.Refused, "not-permitted")));

        var auditor = await people.AddAsync("shen", "沈计", PersonRole.Auditor);
        Assert.That((await AsAsync(auditor, Gift)).ExitCode, Is.EqualTo(2));
        Assert.That((await AsAsync(auditor, $"{Gift} --lang zh-CN")).Error, Does.Contain("没有此权限（record-money）"));
    }

    [Test]
    public async Task Another_funds_and_what_is_not_there_look_the_same_to_one_who_has_a_single_fund()
    {
        var ofF2 = await people.AddAsync("li", "李河", PersonRole.FundManager, Scope.OfFund("F2"));
        Assert.That((await AsAsync(ofF2, Gift.Replace("F1", "F2", StringComparison.Ordinal))).ExitCode, Is.Zero);
        foreach (var (another, missing) in new[]
        {
            (Gift, Gift.Replace("F1", "F9", StringComparison.Ordinal)), ("refund --entry 1 --amount 1 --on 2026-01-09", "refund --entry 99 --amount 1 --on 2026-01-09"),
            ("reverse --entry 1 --reason x", "reverse --entry 99 --reason x"),
            ("transfer --from F1 --to F2 --source donation --amount 1 --on 2026-01-09", "transfer --from F9 --to F2 --source donation --amount 1 --on 2026-01-09"),
        })
        {
            var (refused, unknown) = (await AsAsync(ofF2, another), await AsAsync(ofF2, missing));
            Assert.That((refused.ExitCode, refused.Error), Is.EqualTo((2, "error: There is no such record, or it is not yours to work with.\n")), another);
            Assert.That(unknown, Is.EqualTo(refused with { Binary = unknown.Binary }), missing);
        }

        Assert.That((await AsAsync(manager, Gift.Replace("F1", "F9", StringComparison.Ordinal))).Error, Does.Contain("--fund: There is no fund 'F9'"), "who reaches all of it is told");
    }

    [Test]
    public async Task What_an_operation_refuses_a_person_is_in_the_trail()
    {
        Assert.That((await AsAsync(manager, "expense --fund F1 --amount 900 --on 2026-01-09 --for x")).ExitCode, Is.EqualTo(2));
        var told = (await people.TrailAsync())[0];
        Assert.That((told.Actor, told.Note.Act, told.Note.Detail), Is.EqualTo((manager.Id, "expense", "not-enough")));
    }

    [Test]
    public async Task A_list_is_imported_in_the_persons_name_and_only_reading_it_needs_none()
    {
        var list = Write("list.csv", "姓名,金额,日期\n李四,5.00,2026-02-01\n");
        await DoneAsync($"import donations {list} --fund F1 --dry-run");
        Assert.That((await AsAsync(manager, $"import donations {list} --fund F1")).ExitCode, Is.Zero);
        Assert.That((await DoneAsync("journal show 2 --json")).Json.GetProperty("actor").GetString(), Is.EqualTo(manager.Id));
    }

    private const string Gift = "donate --fund F1 --amount 1 --on 2026-01-09 --donor x";
}
