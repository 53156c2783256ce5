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

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new MayDoOneOf(AnyOf)];
}

/// <summary>Open to people who are not signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyoneMayAttribute : Attribute, IAllowAnonymous;

internal sealed record MayDoOneOf(IReadOnlyList<Permission> Acts) : IAuthorizationRequirement;

internal sealed class MayDoOneOfHandler(TimeProvider clock) : AuthorizationHandler<MayDoOneOf>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayDoOneOf needs)
    {
        if (context.Resource is HttpContext request && request.Features.Get<SignedIn>() is { } who && MayCome(who, needs.Acts)) context.Succeed(needs);
        return Task.CompletedTask;
    }

    private bool MayCome(SignedIn who, IReadOnlyList<Permission> acts)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return acts.Count == 0 || acts.Any(act => who.MayDoSomewhere(act, today));
    }
}

internal static class Doors
{
    internal static TBuilder Needs<TBuilder>(this TBuilder endpoint, params Permission[] anyOf) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsAttribute(anyOf));

    internal static TBuilder AnyoneMay<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnyoneMayAttribute());
}
