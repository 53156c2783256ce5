using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Api;

/// <summary>How much may be asked.</summary>
internal static class ApiLimits
{
    /// <summary>Calls a minute of one token.</summary>
    internal const int MostOfATokenAMinute = 600;

    /// <summary>Calls a minute from one address of what is open to everybody.</summary>
    internal const int MostOfAnAddressAMinute = 120;

    internal const int MostBodyBytes = 1_048_576;
    internal const int LongestKey = 128;
    internal const int FewestItems = 1;
    internal const int MostItems = 200;
    internal const int ItemsUnlessSaid = 50;

    internal const string OfATokenPolicy = "api-token";
    internal const string OfAnAddressPolicy = "api-address";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    internal static void AddApiLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(OfATokenPolicy, context => RateLimitPartition.GetFixedWindowLimiter(WhoseOf(context), _ => Window(MostOfATokenAMinute)));
        limiter.AddPolicy(OfAnAddressPolicy, context => RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => Window(MostOfAnAddressAMinute)));
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    private static FixedWindowRateLimiterOptions Window(int most) => new() { PermitLimit = most, Window = Minute };

    /// <summary>Whoever holds the secret, good or not; the secret itself is kept nowhere.</summary>
    private static string WhoseOf(HttpContext context)
    {
        var secret = context.Request.Headers.Authorization.Count > 0 ? context.Request.Headers.Authorization.ToString() : SiteCookies.SessionOf(context.Request);
        return string.IsNullOrEmpty(secret) ? AddressOf(context) : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
