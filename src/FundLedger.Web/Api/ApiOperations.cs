using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace FundLedger.Web.Api;

/// <summary>What the reference says of an endpoint, from what the endpoint says of itself.</summary>
internal static class ApiOperations
{
    private static readonly string[] Always = ["400", "429", "500", "503"];
    private static readonly string[] OfWrites = ["409", "413", "415", "422"];

    internal static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var act = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiAct>().Single();
        var document = context.Document!;
        (operation.OperationId, operation.Summary, operation.Description) = (act.Id, $"{act.Summary.Zh} / {act.Summary.En}", act.Says);
        operation.Tags = new HashSet<OpenApiTagReference> { new(act.Part, document) };
        document.Tags ??= new HashSet<OpenApiTag>();
        if (document.Tags.All(tag => tag.Name != act.Part)) document.Tags.Add(new OpenApiTag { Name = act.Part });
        operation.Parameters = [.. act.Parameters.Select(parameter => Of(parameter, context.Description.RelativePath ?? "")), .. HeadersOf(act)];
        if (act.Example is not null && !act.TakesAFile && operation.RequestBody?.Content is { } sentAs && sentAs.TryGetValue(ApiJson.MediaType, out var body)) body.Example = JsonNode.Parse(act.Example);
        if (act.TakesAFile) operation.RequestBody = new OpenApiRequestBody
        {
            Description = "文件内容，原样；媒体类型不限 / the file as it is, of any media type",
            Content = new Dictionary<string, OpenApiMediaType> { [MediaTypeNames.Application.Octet] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }, Example = JsonValue.Create(act.Example) } },
        };
        if (operation.RequestBody is OpenApiRequestBody sent) sent.Required = true;
        if (!act.IsPublic) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.Scheme, document)] = [] }];
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, stop));
        operation.Responses ??= [];
        foreach (var (_, response) in operation.Responses)
            if (response is OpenApiResponse answer) answer.Description = act.IsWrite ? "做了什么 / what was done" : "读到的内容 / what was read";
        if (act.Files.Count > 0) operation.Responses["200"] = new OpenApiResponse { Description = "文件 / the file", Content = act.Files.ToDictionary(type => type, _ => new OpenApiMediaType()) };
        if (act.IsTagged) operation.Responses["304"] = new OpenApiResponse { Description = "没有变化 / it did not change" };
        foreach (var status in ProblemsOf(act))
        {
            // Told once for all operations: a program reads the document before anything else.
            document.AddComponent<IOpenApiResponse>(nameof(Problem) + status, ProblemOf(status, document));
            operation.Responses[status] = new OpenApiResponseReference(nameof(Problem) + status, document);
        }
    }

    private static IEnumerable<string> ProblemsOf(ApiAct act)
    {
        var statuses = Always.Append("404");
        if (!act.IsPublic) statuses = statuses.Concat(["401", "403"]);
        if (act.IsWrite || act.Parameters.Count > 0 && !act.IsPublic) statuses = statuses.Append("422");
        if (act.IsWrite) statuses = statuses.Concat(OfWrites);
        if (act.NeedsMatch) statuses = statuses.Concat(["412", "428"]);
        return statuses.Distinct().Order(StringComparer.Ordinal);
    }

    private static OpenApiResponse ProblemOf(string status, OpenApiDocument document)
    {
        var title = ProblemCode.OfStatus(int.Parse(status, CultureInfo.InvariantCulture)).Title;
        return new()
        {
            Description = $"{title.Zh} / {title.En}",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) } },
            Headers = status is "429" or "503" ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "seconds", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } } : null,
        };
    }

    private static OpenApiParameter Of(ApiParameter parameter, string path)
    {
        var isOfPath = path.Contains("{" + parameter.Name, StringComparison.Ordinal);
        var schema = new OpenApiSchema { Type = parameter.Form == ApiParameterForm.Number ? JsonSchemaType.Integer : JsonSchemaType.String };
        if (parameter.Form == ApiParameterForm.Day) schema.Format = "date";
        if (parameter.Form == ApiParameterForm.Moment) schema.Format = "date-time";
        if (parameter.Words is { } words) schema.Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))];
        if (parameter.Name == ApiParameter.LimitName)
            (schema.Minimum, schema.Maximum, schema.Default) = ($"{ApiLimits.FewestItems}", $"{ApiLimits.MostItems}", JsonValue.Create(ApiLimits.ItemsUnlessSaid));
        return new()
        {
            Name = parameter.Name, In = isOfPath ? ParameterLocation.Path : ParameterLocation.Query, Required = isOfPath || parameter.IsRequired, Description = $"{parameter.Says.Zh} / {parameter.Says.En}", Schema = schema,
            Example = parameter.Example is not { } example ? null : parameter.Form == ApiParameterForm.Number ? JsonValue.Create(long.Parse(example, CultureInfo.InvariantCulture)) : JsonValue.Create(example),
        };
    }

    private static IEnumerable<OpenApiParameter> HeadersOf(ApiAct act)
    {
        if (act.IsWrite) yield return Header(ApiRoutes.KeyHeader, "操作编号：每次新写入换一个，重发用同一个 / a new one for each new write, the same one to send it again", isRequired: true, $"^[!-~]{{1,{ApiLimits.LongestKey}}}$");
        if (act.TakesAFile) yield return Header(HeaderNames.ContentDisposition, "文件名 / the file's name", isRequired: true, example: "attachment; filename*=UTF-8''%E5%87%AD%E6%8D%AE.txt");
        if (act.NeedsMatch) yield return Header("If-Match", "读取时的 ETag / the ETag of what you read", isRequired: true);
        if (act.IsTagged) yield return Header("If-None-Match", "先前的 ETag / an ETag of before", isRequired: false);
    }

    private static OpenApiParameter Header(string name, string says, bool isRequired, string? pattern = null, string? example = null) =>
        new() { Name = name, In = ParameterLocation.Header, Required = isRequired, Description = says, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern }, Example = example is null ? null : JsonValue.Create(example) };
}
