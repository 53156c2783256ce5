using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace FundLedger.Web.Api;

/// <summary>The API as a whole: <c>/api/v1</c>, the document that describes it, and the page that shows the document.</summary>
internal static class ApiSite
{
    internal const string DocumentPath = "/openapi/v1.json";
    internal const string ReferencePath = "/api/docs";

    internal static void AddApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json => ApiJson.Configure(json.SerializerOptions)); // of which the document makes its schemas
        services.AddApiLimits();
        services.AddSingleton<ApiDocument>();
        services.AddOpenApi(ApiDocument.Name, document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.ShouldInclude = described => described.ActionDescriptor.EndpointMetadata.OfType<ApiAct>().Any();
            document.AddSchemaTransformer((schema, context, _) => ApiSchemas.DescribeAsync(schema, context));
            document.AddOperationTransformer(ApiOperations.DescribeAsync);
            document.AddDocumentTransformer((made, _, _) => ApiDocument.HeadAsync(made));
        });
    }

    internal static void MapApi(this WebApplication app)
    {
        var api = new ApiRoutes(app);
        api.MapFunds();
        api.MapFundActs();
        api.MapEntries();
        api.MapFiles();
        api.MapDonations();
        api.MapImports();
        api.MapPledges();
        api.MapGiftsInKind();
        api.MapReceipts();
        api.MapSeedMoney();
        api.MapExpenses();
        api.MapRecording();
        api.MapTransfers();
        api.MapReversals();
        api.MapDonors();
        api.MapApprovals();
        api.MapGrants();
        api.MapGrantActs();
        api.MapExperts();
        api.MapReviews();
        api.MapMyReviews();
        api.MapApplications();
        api.MapAwards();
        api.MapAwardActs();
        api.MapAwardDecisions();
        api.MapPayments();
        api.MapBank();
        api.MapBankActs();
        api.MapStatements();
        api.MapMatching();
        api.MapOrganisations();
        api.MapDirectoryActs();
        api.MapSpaces();
        api.MapSpaceActs();
        api.MapSpaceReturns();
        api.MapTaper();
        api.MapTaperActs();
        api.MapSurveys();
        api.MapSurveyActs();
        api.MapPeriods();
        api.MapDisclosures();
        api.MapDisclosureSettings();
        api.MapAuditQueries();
        api.MapAuditSamples();
        api.MapVerifications();
        api.MapWork();
        api.MapNotices();
        api.MapWebhooks();
        api.MapReports();
        api.MapDocuments();
        api.MapCheckpoints();
        api.MapPublic();
        app.MapProblems();
        app.MapGet(DocumentPath, async (ApiDocument document, CancellationToken stop) => Results.Bytes(await document.BytesAsync(stop), "application/json; charset=utf-8")).AnyoneMay();
        app.MapScalarApiReference(ReferencePath, reference => reference
            .WithTitle("FundLedger API").WithOpenApiRoutePattern(DocumentPath).DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton()
            .AddPreferredSecuritySchemes([ApiDocument.Scheme]).WithNonce()).AnyoneMay();
    }

    /// <summary>Whether this is the page of the reference, which carries a script of its own.</summary>
    internal static bool IsReference(HttpRequest request) => request.Path.StartsWithSegments(ReferencePath);

    /// <summary>The reference's scripts are ours or carry the answer's nonce; it sets styles itself, has pictures as data, and reaches this site alone.</summary>
    internal static string ReferencePolicy(HttpContext context)
    {
        var nonce = context.Items[ScalarOptions.NonceHttpContextItemKey] is string { Length: > 0 } value ? $" 'nonce-{value}'" : "";
        return $"default-src 'none'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }
}
