namespace FundLedger.Web.Tests.Cli;

public sealed class Matching : CommandLineTest
{
    private const string Terms = """{ "tiers": [ { "upTo": { "amount": "100.00", "currency": "CNY" }, "ratio": "1:1" }, { "ratio": "1:2" } ], "giftCap": { "amount": "120.00", "currency": "CNY" } }""";

    [Test]
    public async Task A_programme_is_opened_tried_out_changed_explained_and_closed()
    {
        await PotAsync();
        Write("programme.json", Programme("SPRING", "firstCome"));
        await DoneAsync("donate --fund LAKE --amount 30 --on 2026-04-02 --donor 李四");
        Assert.That((await DoneAsync($"matching simulate --file {Path.Combine(Folder, "programme.json")}")).Out, Does.Contain("1 gifts, 30.00 CNY counted; 1 matched, 30.00 CNY in all; 470.00 CNY left"));

        var dry = await DoneAsync($"matching open --file {Path.Combine(Folder, "programme.json")} --dry-run");
        Assert.That((dry.Out.Contains("match/SPRING", StringComparison.Ordinal), await ListAsync()), Is.EqualTo((true, "[]")));
        Assert.That((await DoneAsync($"matching open --file {Path.Combine(Folder, "programme.json")}")).Out, Is.EqualTo("Programme SPRING is open: entry 3, its matches are source match-SPRING.\n"));
        await DoneAsync("donate --fund LAKE --amount 160 --on 2026-04-03 --donor 王小明 --channel alipay");

        var explained = (await DoneAsync("matching explain --gift 4")).Out;
        Assert.That(explained, Does.Contain("rule 1: by gift 1:1 up to 100.00, 1:2, at most a gift 120.00").And.Contain("  0.00–100.00  1:1  100.00\n  100.00–160.00  1:2  30.00\nentitled by the ratio: 130.00 CNY\n")
            .And.Contain("match 120.00 CNY (Cap per gift)"));
        var told = (await DoneAsync("matching explain --gift 4 --json")).Json;
        Assert.That((told.GetProperty("matched").GetProperty("amount").GetString(), told.GetProperty("explanation").GetProperty("limit").GetString(), told.GetProperty("terms").GetProperty("tiers")[1].GetProperty("ratio").GetString()),
            Is.EqualTo(("120.00", "Gift", "1:2")));
        Assert.That((await DoneAsync("--lang zh-CN matching explain --gift 4")).Out, Does.Contain("配比 120.00 CNY (单笔上限)"));
        Assert.That((await RunAsync("matching explain --gift 2")).Error, Is.EqualTo("error: --gift: No matching programme was asked about entry 2.\n"));

        Write("rule.json", """{ "tiers": [ { "ratio": "6:4" } ] }""");
        Assert.That((await DoneAsync($"matching rule --programme SPRING --file {Path.Combine(Folder, "rule.json")}")).Out, Is.EqualTo("Version 2 of the rule of SPRING holds from 2026-04-15.\n"));
        var shown = (await DoneAsync("matching show --programme SPRING")).Out;
        Assert.That(shown, Does.Contain("rule 2, from 2026-04-15: 6:4").And.Contain("left 380.00 CNY"));
        Assert.That((await DoneAsync("matching close --programme SPRING")).Out, Is.EqualTo("Programme SPRING is closed; 380.00 CNY is released.\n"));
        Assert.That((await DoneAsync("matching list")).Out, Does.Contain("SPRING").And.Contain("Closed"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_pro_rata_close_is_posted_at_once_when_nobody_else_must_agree()
    {
        await PotAsync();
        Write("programme.json", Programme("SHARED", "proRata"));
        await DoneAsync($"matching open --file {Path.Combine(Folder, "programme.json")}");
        await DoneAsync("donate --fund LAKE --amount 80 --on 2026-04-03 --donor 王小明");
        Assert.That((await DoneAsync("matching explain --gift 3")).Out, Does.Contain("match, estimated 80.00 CNY"));
        Assert.That((await DoneAsync("matching close --programme SHARED")).Out, Is.EqualTo("Programme SHARED is closed; 420.00 CNY is released.\n"));
        Assert.That((await DoneAsync("matching finish")).Out, Is.EqualTo("There is nothing to post.\n"));
        Assert.That((await DoneAsync("matching explain --gift 3")).Out, Does.Contain("match 80.00 CNY"));
    }

    [Test]
    public async Task Related_parties_are_registered_and_their_gifts_earn_nothing()
    {
        await PotAsync();
        Write("programme.json", Programme("SPRING", "firstCome"));
        await DoneAsync($"matching open --file {Path.Combine(Folder, "programme.json")}");
        Assert.That((await DoneAsync("matching related add --donor 李理事 --relation 理事 --from 2026-01-01")).Out, Is.EqualTo("It is registered: no. 1.\n"));
        await DoneAsync("donate --fund LAKE --amount 80 --on 2026-04-03 --donor 李理事");
        Assert.That((await DoneAsync("matching explain --gift 3")).Out, Does.Contain("match 0.00 CNY (The donor is a related party)"));
        await DoneAsync("matching related end --relation 1 --last 2026-04-03");
        Assert.That((await DoneAsync("matching related list")).Out, Does.Contain("李*").And.Contain("2026-04-03").And.Not.Contain("李理事"));
    }

    [Test]
    public async Task What_was_spent_of_a_match_is_recovered()
    {
        await PotAsync();
        Write("programme.json", Programme("SPRING", "firstCome").Replace("\"priority\"", "\"spentMatch\": \"recharge\", \"priority\"", StringComparison.Ordinal));
        await DoneAsync($"matching open --file {Path.Combine(Folder, "programme.json")}");
        await DoneAsync("donate --fund LAKE --amount 80 --on 2026-04-03 --donor 王小明");
        await DoneAsync("expense --fund LAKE --amount 50 --on 2026-04-04 --for 场地 --source match-SPRING");
        Assert.That((await DoneAsync("refund --entry 3 --amount 80 --on 2026-04-05")).Out, Is.EqualTo("The refund is posted: entries 6, 7; 0.00 CNY of the gift is left. Its match went back: entry 8.\n"));
        await DoneAsync("interest --fund LAKE --amount 60 --on 2026-04-05");
        Assert.That((await DoneAsync("matching recover --gift 3 --amount 50 --on 2026-04-06")).Out, Does.Contain("0.00 CNY is still owed"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_file_that_cannot_be_read_says_where()
    {
        await PotAsync();
        Write("programme.json", Programme("SPRING", "firstCome").Replace("1:2", "half", StringComparison.Ordinal));
        var said = await RunAsync($"matching open --file {Path.Combine(Folder, "programme.json")}");
        Assert.That(said.Error, Does.StartWith("error: --file: Line 1 of the JSON ($.terms.tiers[1].ratio) cannot be read as a programme or rule: 'half' is no ratio"));
        Assert.That((await RunAsync("matching open --file nowhere.json")).Error, Does.Contain("There is no file nowhere.json"));
    }

    private async Task PotAsync()
    {
        await DoneAsync("fund create --code POOL --name 区级基金 --kind district-pool --currency CNY");
        await DoneAsync("fund create --code LAKE --name 湖畔 --kind community-fund --currency CNY");
        await DoneAsync("seed --fund POOL --amount 1000 --on 2026-04-01 --from 区民政局 --ref A1");
    }

    private async Task<string> ListAsync() => (await DoneAsync("matching list --json")).Out.Trim();

    private static string Programme(string code, string exhaustion) =>
        $$"""{ "code": "{{code}}", "name": "春季配比", "potFund": "POOL", "potSource": "seed-A1", "pot": { "amount": "500.00", "currency": "CNY" }, "first": "2026-04-01", "last": "2026-04-30", "gifts": { "funds": ["LAKE"] }, "priority": 1, "exhaustion": "{{exhaustion}}", "terms": {{Terms}} }""";
}
