using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>A site over books of its own, and someone who looks at it.</summary>
public abstract class PageTest : CommandLineTest
{
    private readonly List<IAsyncDisposable> open = [];

    [TearDown]
    public async Task CloseSite()
    {
        foreach (var site in open) await site.DisposeAsync();
        open.Clear();
    }

    /// <summary>True where jobs are to run, or what the host itself keeps is to be seen.</summary>
    protected virtual bool NeedsOwnHost => false;

    internal async Task<Server> ServeAsync(TimeProvider? clock = null)
    {
        var server = (NeedsOwnHost || clock is not null ? null : await Server.StartCommonAsync(Books)) ?? await Server.StartAsync(Books, at: clock);
        open.Add(server);
        return server;
    }

    internal async Task<Browser> BrowseAsync(Language language = Language.Zh) => (await ServeAsync()).Browse(language);

    /// <summary>Two funds with money of two sources, an expense, a refunded gift and a reversed one.</summary>
    protected async Task MakeSmallBooksAsync()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2", more: "--parent F1");
        await DoneAsync("seed --fund F1 --amount 5000 --on 2026-01-05 --from 民政局 --ref 民发1号 --spend-by 2027-12-31"); // 1
        await DoneAsync("donate --fund F1 --amount 1234.50 --on 2026-01-08 --donor 王小明 --fee 7.41 --note 助餐"); // 2
        await DoneAsync("donate --fund F2 --amount 88 --on 2026-02-02 --donor 和顺有限公司 --ref BK-77"); // 3
        await DoneAsync("expense --fund F1 --amount 300 --on 2026-02-10 --for 书架 --unpaid --ref FP-9"); // 4
        await DoneAsync("refund --entry 3 --amount 8 --on 2026-02-12"); // 5, 6
        await DoneAsync("donate --fund F1 --amount 20 --on 2026-03-01 --donor \"\""); // 7
        await DoneAsync("reverse --entry 7 --on 2026-03-02 --reason 记错"); // 8
    }
}
