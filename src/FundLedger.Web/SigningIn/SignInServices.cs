using System.Threading.RateLimiting;
using FundLedger.People.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.SigningIn;

/// <summary>Signing in, and what is asked of whoever did.</summary>
internal static class SignInServices
{
    /// <summary>For pages that take a password or a code: so many sends a minute from one address.</summary>
    internal const string FewTries = "few-tries";

    private const int MostTriesAMinute = 30;

    /// <summary>OWASP's number for PBKDF2 with HMAC-SHA-512.</summary>
    private const int HashRounds = 210_000;

    /// <summary>Of a password given to the command line; pages hash with what they are given.</summary>
    internal static string HashOf(string password) =>
        new PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = HashRounds })).HashPassword(new object(), PasswordRule.Normalised(password));

    internal static void AddSigningIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<SiteCookies>();
        services.AddScoped<SignInFlow>();
        services.AddAuthentication(SessionAuthentication.Name).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Name, null);
        services.AddSingleton<IAuthorizationHandler, MayDoOneOfHandler>();
        // Nothing is open because somebody forgot to say who may: what says nothing is shut.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
        services.AddIdentityCore<Account>(identity =>
        {
            // Which passwords are good, PasswordRule says before Identity sees them.
            identity.Password = new PasswordOptions { RequiredLength = 1, RequiredUniqueChars = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            identity.User.AllowedUserNameCharacters = "";
        }).AddUserStore<AccountStore>();
        services.AddScoped<ILookupNormalizer, AccountNames>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(FewTries, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = MostTriesAMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
        services.Configure<MvcOptions>(pages => pages.Filters.Add<ConfirmFilter>());
    }
}
