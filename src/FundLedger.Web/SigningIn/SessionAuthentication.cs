using System.Security.Claims;
using System.Text.Encodings.Web;
using FundLedger.People.Accounts;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.Api;
using FundLedger.Web.Asking;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.SigningIn;

/// <summary>Finds out at every request who asks: by the session in a cookie, or an API token as bearer. The roles are read anew each time, so that who is disabled is out at once.</summary>
internal sealed class SessionAuthentication(
    Database database, TimeProvider clock, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    internal const string Name = "fundledger";
    private const string Bearer = "Bearer ";
    private const int LongestSecret = 100;

    /// <summary>A session that nobody used for so long is over.</summary>
    internal static readonly TimeSpan MostIdle = TimeSpan.FromHours(1);

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(5);

    /// <summary>The token that a program sends; null where it sends none.</summary>
    internal static string? BearerOf(HttpRequest request) => request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var bearer = BearerOf(Request);
        var (kind, secret) = bearer is null ? (TokenKind.Session, SiteCookies.SessionOf(Request)) : (TokenKind.Api, bearer);
        if (string.IsNullOrEmpty(secret) || secret.Length > LongestSecret) return AuthenticateResult.NoResult();
        try
        {
            var now = Moments.ToMicroseconds(clock.GetUtcNow());
            if (await database.ReadAsync(reader => SignedIn.FindAsync(reader, kind, secret, now), Context.RequestAborted) is not { } who || IsIdle(who, now)) return AuthenticateResult.Fail("over");
            await NoteUseAsync(who, now);
            Context.Features.Set(who);
            var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, who.Person.Id)], Scheme.Name));
            return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
        }
        catch (StorageException trouble)
        {
            return AuthenticateResult.Fail(trouble); // what is open to all is still answered, and the rest says that the books cannot be reached
        }
    }

    /// <summary>Who is not signed in is shown the door by which to come in; a program, that it must say who it is.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceAsync()).Failure is StorageException trouble) throw trouble;
        var isPage = !ApiFailures.IsApi(Request) && (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)) && Request.Headers.Authorization.Count == 0 && Request.Headers["Sec-Fetch-Dest"] != "empty";
        if (!isPage)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        var hasPeople = await database.ReadAsync(Persons.AnyAsync, Context.RequestAborted);
        Response.Redirect(hasPeople ? "/sign-in" + QueryString.Create("next", Request.PathBase + Request.Path + Request.QueryString) : "/first-run");
    }

    /// <summary>Another's page and a missing one look the same; that it was tried, the trail tells. A program is told that its token is not enough.</summary>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // Where the routing found the path and not the method or the kind of content, its own answer says so.
        if (ApiFailures.IsApi(Request) && Context.GetEndpoint() is { Metadata.Count: 0, RequestDelegate: { } says })
        {
            await says(Context);
            return;
        }

        Response.StatusCode = ApiFailures.IsApi(Request) && Context.GetEndpoint() is not null ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        if (!database.IsWriting || Context.Features.Get<SignedIn>() is not { } who) return;
        var path = Request.Path.ToString();
        await NoteAsync(() => new NoteAct(database).RunAsync(
            new Asked("tried/" + FormKey.New(), who.Person.Id), new AuditNote("open-page", AuditOutcome.Tried, "page", path.Length <= 200 ? path : path[..200]), CancellationToken.None));
    }

    private static bool IsIdle(SignedIn who, long now) => who.Token.Kind == TokenKind.Session && now - who.Token.LastUsedAt > MostIdle.Ticks / TimeSpan.TicksPerMicrosecond;

    private async Task NoteUseAsync(SignedIn who, long now)
    {
        if (!database.IsWriting || now - who.Token.LastUsedAt < BetweenNotes.Ticks / TimeSpan.TicksPerMicrosecond) return;
        await NoteAsync(() => new UseToken(database).RunAsync(new Asked("use/" + FormKey.New(), who.Person.Id), who.Token.Id, stop: Context.RequestAborted));
    }

    /// <summary>While the disk is full the site can still be read; only what it notes by the way is missing then.</summary>
    private async Task NoteAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (StorageException failed)
        {
            Logger.LogWarning(failed, "what was asked could not be noted");
        }
    }
}
