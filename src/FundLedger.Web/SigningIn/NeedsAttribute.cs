using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using Microsoft.AspNetCore.Authorization;

namespace FundLedger.Web.SigningIn;

/// <summary>Who may come to a page or endpoint: whoever may do one of these somewhere in the ledger; with none named, whoever is signed in. Where exactly, it asks itself.</summary>
/// <remarks>What names neither this nor <see cref="AnyoneMayAttribute"/> is refused to everybody.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(params Permission[] anyOf) : AuthorizeAttribute, IAuthorizationRequirementData
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    /// <summary>It shows or touches the ledger as a whole: a role over a part of it is not enough.</summary>
    public bool Everywhere { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new MayDoOneOf(AnyOf, Everywhere)];
}

/// <summary>Open to people who are not signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyoneMayAttribute : Attribute, IAllowAnonymous;

internal sealed record MayDoOneOf(IReadOnlyList<Permission> Acts, bool Everywhere) : IAuthorizationRequirement;

internal sealed class MayDoOneOfHandler(TimeProvider clock) : AuthorizationHandler<MayDoOneOf>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayDoOneOf needs)
    {
        if (context.Resource is HttpContext request && request.Features.Get<SignedIn>() is { } who && MayCome(who, needs)) context.Succeed(needs);
        return Task.CompletedTask;
    }

    private bool MayCome(SignedIn who, MayDoOneOf needs)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return needs.Acts.Count == 0 || needs.Acts.Any(act => needs.Everywhere ? who.MayDo(act, Target.WholeLedger, today) : who.MayDoSomewhere(act, today));
    }
}

internal static class Doors
{
    internal static TBuilder Needs<TBuilder>(this TBuilder endpoint, params Permission[] anyOf) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(anyOf));

    internal static TBuilder NeedsEverywhere<TBuilder>(this TBuilder endpoint, Permission act) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(act) { Everywhere = true });

    internal static TBuilder AnyoneMay<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnyoneMayAttribute());
}
