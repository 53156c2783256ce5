using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests;

/// <summary>Ends the host that tests share.</summary>
[SetUpFixture]
public sealed class StoppingTheCommonHost
{
    [OneTimeTearDown]
    public Task Stop() => Server.StopCommonAsync();
}
