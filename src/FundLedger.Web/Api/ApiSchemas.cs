using System.Text.Json.Nodes;
using FundLedger.Ledger;
using FundLedger.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FundLedger.Web.Api;

/// <summary>How the values of the books look in JSON, where they write themselves.</summary>
internal static class ApiSchemas
{
    internal static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var asked = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(asked) ?? asked;
        var none = type == asked ? 0 : JsonSchemaType.Null;
        if (type == typeof(Money)) Money(schema, none);
        else if (type == typeof(EntryId)) (schema.Type, schema.Format, schema.Minimum) = (JsonSchemaType.Integer | none, "int64", "1");
        else if (type == typeof(ReceiptNumber)) (schema.Type, schema.Examples) = (JsonSchemaType.String | none, ["2026-000012"]);
        else if (type == typeof(Currency)) (schema.Type, schema.Pattern) = (JsonSchemaType.String | none, "^[A-Z]{3}$");
        else if (type == typeof(BasisPoints)) (schema.Type, schema.Pattern, schema.Description, schema.Examples) = (JsonSchemaType.String | none, @"^-?[0-9]+(\.[0-9]{1,2})?$", "a percentage", ["33.33"]);
        return Task.CompletedTask;
    }

    private static void Money(OpenApiSchema schema, JsonSchemaType none)
    {
        schema.Type = JsonSchemaType.Object | none;
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?[0-9]+(\.[0-9]+)?$", Description = "with as many decimals as the currency has, at most" },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", Description = "ISO 4217" },
        };
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.Examples = [new JsonObject { ["amount"] = "1234.50", ["currency"] = "CNY" }];
    }
}
