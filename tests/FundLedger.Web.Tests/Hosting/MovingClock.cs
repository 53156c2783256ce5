namespace FundLedger.Web.Tests.Hosting;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class MovingClock(DateTimeOffset start) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
