namespace FundLedger.Browser.Tests;

/// <summary>The one Chromium of this run: the system's own, so that nothing is downloaded. Where it is missing every test is skipped and says so.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string Setting = "FUNDLEDGER_CHROMIUM";

    private static IPlaywright? playwright;

    internal static IBrowser Browser { get; private set; } = null!;

    private static string Program => Environment.GetEnvironmentVariable(Setting) ?? "/usr/bin/chromium";

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!File.Exists(Program)) Assert.Ignore($"Chromium is not installed at {Program}: install the package chromium, or set {Setting} to where it is");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost"],
        });
        await DemoSite.PrepareAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await DemoSite.ForgetAsync();
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
    }
}
