namespace FundLedger.Web.Tests.Cli;

public sealed class Copying : CommandLineTest
{
    private string Target => Path.Combine(Folder, "copy");

    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
    }

    [Test]
    public async Task A_copy_is_attested_and_goes_on_as_the_books_did()
    {
        var said = await DoneAsync($"copy --from sqlite:{Books} --to sqlite:{Target}");
        Assert.That(said.Out, Does.Contain("Every row is the same; both verify: 1 entries, 2 lines").And.Contain("  journal_entries 1\n").And.Contain("Digest of the whole copy: "));
        Assert.That(said.Error, Does.Contain("is not in the copy"));
        await DoneAsync($"verify --data {Target}");
        await DoneAsync($"donate --data {Target} --fund F1 --amount 1 --on 2026-01-10 --donor x");
    }

    [Test]
    public async Task The_same_is_said_in_chinese_and_as_json()
    {
        Assert.That((await DoneAsync($"copy --from {Books} --to {Target} --lang zh-CN")).Out, Does.Contain("逐行比对一致"));
        var json = (await DoneAsync($"copy --from {Books} --to {Target}-2 --json")).Json;
        Assert.That((json.GetProperty("entries").GetInt64(), json.GetProperty("unusedNumbers").GetInt64(), json.GetProperty("digest").GetString()!.Length), Is.EqualTo((1L, 0L, 64)));
        Assert.That(json.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("name").GetString()), Has.Member("attachments").And.Member("ledger"));
    }

    [Test]
    public async Task Where_books_are_already_and_where_none_are_nothing_is_copied()
    {
        await DoneAsync($"copy --from {Books} --to {Target}");
        var again = await RunAsync($"copy --from {Books} --to {Target}");
        Assert.That((again.ExitCode, again.Error), Is.EqualTo((3, $"error: There are books in {Target} already; a restore or copy never overwrites. Name an empty folder.\n")));
        Assert.That((await RunAsync($"copy --from {Target}-3 --to {Target}-4")).ExitCode, Is.EqualTo(3));
        Assert.That((await RunAsync($"copy --from {Books}")).ExitCode, Is.EqualTo(2));
        Assert.That(Directory.Exists($"{Target}-4"), Is.False);
    }

    [Test]
    public async Task A_server_is_named_by_a_variable_and_of_two_servers_the_second_by_its_own()
    {
        Assert.That((await RunAsync($"copy --from {Books} --to sqlserver:")).Error, Does.Contain("FUNDLEDGER_Storage__ConnectionString"));
        Environment["FUNDLEDGER_Storage__ConnectionString"] = "Server=127.0.0.1,1;Database=one";
        Environment["FUNDLEDGER_Copy__ConnectionString"] = "Server=127.0.0.1,1;Encrypt=False";
        Assert.That((await RunAsync("copy --from sqlserver: --to sqlserver:")).Error, Does.Contain("does not say Encrypt"), "the first");
        Assert.That((await RunAsync($"copy --from {Books} --to sqlserver:")).Error, Does.Contain("names no Database"), "the second");
        Environment.Remove("FUNDLEDGER_Copy__ConnectionString");
        Assert.That((await RunAsync($"copy --from {Books} --to sqlserver:")).Error, Does.Contain("does not say Encrypt"), "the only one");
    }
}
